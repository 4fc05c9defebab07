import FastCGIServer

/// Who makes a call, as Nginx learned it from `erp-auth`.
package struct Caller: Sendable {
  package let userID: Int64
  package let userName: String
  package let organisationID: Int64
  package let scope: OrganisationScope
  package let permissions: PermissionSet
  package let sessionID: Int64

  /// A caller without a token, for the few calls that take one.
  package static let nobody = Caller(
    userID: 0, userName: "", organisationID: 0, scope: OrganisationScope(""),
    permissions: PermissionSet(""), sessionID: 0)
}

extension Caller {
  /// All that monitoring may do.
  private static let monitoring = "ops.read"

  /// Nil when Nginx passed no identity, so nobody is logged in. These parameter names cannot be
  /// sent by a client: what a client sends always begins with `HTTP_`. User 0 is a program of this
  /// machine whose token Nginx itself knows (`erp token`); erp-auth names nobody so.
  init?(_ request: GatewayRequest) {
    guard let userID = request.parameter("ERP_USER_ID").flatMap({ Int64($0) }),
      userID > 0 || (userID == 0 && request.parameter("ERP_PERMISSIONS") == Self.monitoring)
    else { return nil }
    self.init(
      userID: userID,
      userName: request.parameter("ERP_USER_NAME") ?? "",
      organisationID: request.parameter("ERP_ORG_ID").flatMap { Int64($0) } ?? 0,
      scope: OrganisationScope(request.parameter("ERP_ORG_SCOPE") ?? ""),
      permissions: PermissionSet(request.parameter("ERP_PERMISSIONS") ?? ""),
      sessionID: request.parameter("ERP_SESSION_ID").flatMap { Int64($0) } ?? 0)
  }
}

/// Who may make a call.
package enum Permission: Hashable, Sendable {
  /// Anyone, without a token.
  case anyone
  /// Whoever is logged in.
  case authenticated
  /// Whoever holds the code, `<centre>.<action>`.
  case code(String, describedAs: String)

  /// The permission code, or nil where none is needed.
  package var code: String? {
    if case .code(let code, _) = self { code } else { nil }
  }
}

/// What a caller may do, as `erp-auth` sent it: `*`, or codes between commas.
package struct PermissionSet: Sendable {
  private let text: String

  package init(_ text: String) { self.text = text }

  package func contains(_ code: String) -> Bool {
    if text == "*" { return true }
    return text.utf8.split(separator: UInt8(ascii: ",")).contains { $0.elementsEqual(code.utf8) }
  }
}

/// The organisations whose documents a caller acts on: `*`, or ids between commas.
package struct OrganisationScope: Sendable {
  private let ids: Set<Int64>?

  package init(_ text: String) {
    ids = text == "*" ? nil : Set(text.split(separator: ",").compactMap { Int64($0) })
  }

  /// Every organisation, for the system's own work.
  package static let everything = OrganisationScope("*")

  package func contains(_ organisation: Int64) -> Bool { ids?.contains(organisation) ?? true }

  /// Whether the caller acts for the whole house: admin, and whose organisation stands above all
  /// others.
  package var isWholeHouse: Bool { ids == nil }

  /// Nil when everything is in scope; else the ids in ascending order, for an SQL list.
  package var limitedTo: [Int64]? { ids?.sorted() }

  /// Whether what holds in these stores holds in the caller's alone, so that it is the caller's to
  /// make and to change. An empty list means all of the house.
  package func owns(stores: Set<Int64>) -> Bool {
    isWholeHouse || (!stores.isEmpty && stores.allSatisfy(contains))
  }

  /// Whether what holds in these stores holds in any of the caller's, so that the caller may read
  /// it. An empty list means all of the house.
  package func isReached(by stores: Set<Int64>) -> Bool {
    stores.isEmpty || stores.contains(where: contains)
  }

  /// The ids as a JSON list; nil for everything.
  package var storesAsJSON: String? {
    limitedTo.map { "[" + $0.map(String.init).joined(separator: ",") + "]" }
  }

  /// The same between commas, for FIND_IN_SET.
  package var idList: String? { limitedTo?.map(String.init).joined(separator: ",") }
}
