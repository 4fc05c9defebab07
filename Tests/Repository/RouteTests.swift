import OpsService
import Settings
import Testing
import UserDomain
import WebAPI

/// Aim: what the centres declare is what Nginx passes on and what the contract promises.
@Suite struct RouteTests {
  static let table = Result {
    try AllRoutes.table(CentreEnvironment(Configuration.load(program: "erp")))
  }

  /// The centres whose calls begin with another word.
  static let programs = ["health": "ops", "po": "purchase", "mo": "production"]

  /// `POST /item/create` and the like, as the contract writes them.
  static func keys(_ routes: [Route]) -> [String] {
    routes.map { ContractCalls.key($0.method.rawValue, $0.path) }
  }

  @Test func everyPromisedCallIsThere() throws {
    let keys = Set(Self.keys(try Self.table.get()))
    expectNone(ContractCalls.all.filter { !keys.contains($0) })
  }

  @Test func everyCallIsPromised() throws {
    // A load's floor, which no client is told of.
    let promised = Set(ContractCalls.all).union(["GET /ops/null"])
    expectNone(Self.keys(try Self.table.get()).filter { !promised.contains($0) })
  }

  /// What nobody but an administrator does, unless a house makes a role for it.
  static let administrators: Set = [
    "member.level", "member.point_any", "ops.replay", "po.over_receive", "po.self_approve",
    "stock.warehouse_create", "user.create", "user.org_create", "user.role_assign",
    "user.role_create", "user.update",
  ]

  @Test func everyPermissionIsSomebodysWork() throws {
    let codes = Set(
      try Self.table.get().flatMap { [$0.permission] + $0.exemptions }.compactMap(\.code))
    let given = Set(
      StandardRole.all.filter { $0.code != StandardRole.adminCode }
        .flatMap { $0.permissions(among: codes) })
    #expect(codes.subtracting(given) == Self.administrators)
  }

  @Test func noCallIsDeclaredTwice() throws {
    let keys = Self.keys(try Self.table.get())
    expectNone(Dictionary(grouping: keys, by: { $0 }).filter { $1.count > 1 }.keys.sorted())
  }

  @Test func nginxPassesEachToItsCentre() throws {
    var faults: [String] = []
    for route in try Self.table.get() {
      let call = "\(route.method.rawValue) \(route.path)"
      let path = String(ContractCalls.key("", route.path).dropFirst()).replacing("{}", with: "1")
      guard let location = NginxRoutes.location(of: path), let centre = location.centre else {
        faults.append("\(call): no location passes it on")
        continue
      }
      let expected = Self.programs[route.centre] ?? route.centre
      if centre != expected { faults.append("\(call): goes to \(centre)") }
      if location.isGuarded == (route.permission == .anyone) {
        faults.append("\(call): \(route.permission), and \(location.path) says otherwise")
      }
    }
    expectNone(faults)
  }

  @Test func everyLocationHasRoutes() throws {
    let paths = try Self.table.get().map(\.path)
    #expect(NginxRoutes.locations.count > 10)
    let passing = NginxRoutes.locations.filter { $0.centre != nil }
    let idle = passing.filter { location in !paths.contains(where: location.takes) }
    expectNone(idle.map { "\($0.file):\($0.line): \($0.path)" })
    let upstreams = Checkout.text("nginx/upstreams.conf")
    for centre in Set(passing.compactMap(\.centre)) {
      #expect(upstreams.contains("upstream erp_\(centre) "), "\(centre)")
      #expect(upstreams.contains("/run/erp/\(centre).sock max_fails=0;"), "\(centre)")
      #expect(upstreams.contains("/run/erp/./\(centre).sock max_fails=0 backup;"), "\(centre)")
    }
  }

  @Test func onlyTheContractsCallsAreOpen() throws {
    let open = try Self.table.get().filter { $0.permission == .anyone }
    #expect(Set(Self.keys(open)) == ContractCalls.open)
  }

  /// Codes are `<centre>.<action>`, each with one description for the list of permissions.
  @Test func permissions() throws {
    var described: [String: String] = [:]
    var faults: [String] = []
    let form = Pattern(#"^[a-z]+\.[a-z_]+$"#)
    for (route, permission) in try Self.table.get().flatMap({ route in
      ([route.permission] + route.exemptions).map { (route, $0) }
    }) {
      guard case .code(let code, let description) = permission else { continue }
      // Who may date documents back may do so with all that moves goods.
      let isShared = code == "stock.backdate"
      if !code.hasPrefix("\(route.centre)."), !isShared, route.path != "/health" {
        faults.append("\(route.path): \(code)")
      }
      if !form.isFound(in: code) { faults.append("\(route.path): \(code)") }
      if described.updateValue(description, forKey: code).map({ $0 != description }) ?? false {
        faults.append("\(code) is described in two ways")
      }
      if description.isEmpty { faults.append("\(code): no description") }
    }
    #expect(described.count > 20)
    expectNone(faults)
  }

  /// Whoever may write needs a code; only what concerns the caller alone does without.
  @Test func writingNeedsACode() throws {
    let own: Set = ["POST /user/logout", "POST /user/password"]
    let free = try Self.table.get().filter { $0.isWrite && $0.permission.code == nil }
    #expect(Set(Self.keys(free)).subtracting(own).subtracting(ContractCalls.open) == [])
  }

  /// What the audit log and the tables can hold.
  @Test func declarationsFitTheirColumns() throws {
    for route in try Self.table.get() {
      #expect(route.action.count <= 64, "\(route.path)")
      #expect(!route.summary.isEmpty && !route.summary.hasSuffix("."), "\(route.path)")
    }
  }
}
