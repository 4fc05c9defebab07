import EventStream
import Security
package import Settings

/// What a fresh house needs of the user centre, and what a new version brings: the list of
/// permissions, the roles at start, the first admin. Run by the operator after the migrations;
/// running it again changes nothing that people have changed.
package struct UserBootstrap {
  /// What was done.
  package struct Report: Sendable {
    /// Whether the list of permissions was not up to date.
    package let hasChangedPermissions: Bool
    /// Codes of the roles that were made.
    package let roles: [String]
    /// Whether the first admin was made.
    package let hasMadeAdmin: Bool
    /// The admin's password, if nobody had chosen one: to be shown once and kept nowhere.
    package let generatedPassword: String?
  }

  /// Why the first admin cannot be made.
  package struct Fault: Error, CustomStringConvertible {
    package let password: PasswordRule.Fault
    package var description: String {
      "ERP_ADMIN_PASSWORD is not a good password (\(password)): it needs 8 to 72 bytes"
    }
  }

  /// The name of the first user.
  package static let adminName = "admin"
  /// The root of the tree that is there from the start.
  static let firstOrg: Int64 = 1

  private static let anyUserSQL = SQL("bootstrap.any_user", "SELECT 1 FROM user_account LIMIT 1")

  private let database: DatabaseConnection

  /// - Parameters:
  ///   - routes: those of all centres
  ///   - adminPassword: what the operator chose; nil to make one
  ///   - database: must be allowed to write the user centre's tables and the outbox
  package static func run(
    routes: [Route], adminPassword: Secret?, on database: DatabaseConnection
  ) throws -> Report {
    try UserBootstrap(database: database).run(routes, adminPassword?.reveal())
  }

  private func run(_ routes: [Route], _ chosen: String?) throws -> Report {
    let hasUsers = try exists(Self.anyUserSQL)
    let password = chosen ?? Self.madePassword()
    var hash: PasswordHash?
    if !hasUsers {
      if let fault = PasswordRule.fault(in: password, of: Self.adminName) {
        throw Fault(password: fault)
      }
      hash = try PasswordHash(of: password)
    }
    let catalogue = Self.catalogue(of: routes)
    return try Retry.transaction(on: database) {
      let before = try PermissionStore.catalogue(on: database)
      let hasChanged = try PermissionStore.write(catalogue, on: database)
      let roles = try RoleTable.update(before: before, now: catalogue, on: database)
      let hasMadeAdmin = try hash.map(makeAdmin) ?? false
      if hasChanged || roles.hasChanged { try AccessEpoch.move(on: database) }
      return Report(
        hasChangedPermissions: hasChanged, roles: roles.made, hasMadeAdmin: hasMadeAdmin,
        generatedPassword: hasMadeAdmin && chosen == nil ? password : nil)
    }
  }

  /// Every permission that the routes declare; reading when no route that needs it writes.
  static func catalogue(of routes: [Route]) -> PermissionCatalogue {
    var entries: [String: PermissionCatalogue.Entry] = [:]
    for route in routes {
      for permission in route.media.answer.guards.map(\.permission) {
        guard case .code(let code, let description) = permission, entries[code] == nil else {
          continue
        }
        entries[code] = PermissionCatalogue.Entry(
          code: code, description: description, isReading: true)
      }
      for permission in [route.permission] + route.exemptions {
        guard case .code(let code, let description) = permission else { continue }
        let isReading = !route.isWrite && (entries[code]?.isReading ?? true)
        entries[code] = PermissionCatalogue.Entry(
          code: code, description: description, isReading: isReading)
      }
    }
    return PermissionCatalogue(Array(entries.values))
  }

  private func makeAdmin(_ hash: PasswordHash) throws -> Bool {
    // Two bootstraps at once: the other one's admin is as good.
    guard try !exists(Self.anyUserSQL) else { return false }
    let userID = try UserStore.insert(
      Self.adminName, name: "系统管理员", phone: nil, hash: hash, organisationID: Self.firstOrg,
      createdBy: 0, on: database)
    try RoleStore.replace(
      try RoleStore.ids(of: [StandardRole.adminCode], on: database), of: userID, on: database)
    if let user = try UserQueries.user(userID, on: database) {
      let event = OutboxEvent(UserCreated(user.snapshot), source: "erp", requestID: "bootstrap")
      try Outbox.append([event], on: database)
    }
    return true
  }

  private func exists(_ statement: SQL) throws(DatabaseError) -> Bool {
    try database.first(statement) { row throws(DatabaseError) in try row.int() } != nil
  }

  /// 20 characters without those that look alike: 114 random bits.
  package static func madePassword() -> String {
    let alphabet = Array("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
    var generator = SystemRandomNumberGenerator()
    return String((0..<20).compactMap { _ in alphabet.randomElement(using: &generator) })
  }
}
