import Kernel
import Testing

@testable import UserDomain

@Suite struct PermissionTests {
  let catalogue = PermissionCatalogue([
    .init(code: "stock.in", description: "", isReading: false),
    .init(code: "stock.read", description: "", isReading: true),
    .init(code: "stocktake.read", description: "", isReading: true),
    .init(code: "item.create", description: "", isReading: false),
    .init(code: "user.audit", description: "", isReading: true),
  ])

  @Test func expandsPatterns() {
    #expect(catalogue.grants(of: ["stock.in"]) == .codes(["stock.in"]))
    #expect(catalogue.grants(of: ["stock.*"]) == .codes(["stock.in", "stock.read"]))
    #expect(
      catalogue.grants(of: ["*.read"]) == .codes(["stock.read", "stocktake.read", "user.audit"]))
    #expect(
      catalogue.grants(of: ["*.read", "stock.in"])
        == .codes(["stock.in", "stock.read", "stocktake.read", "user.audit"]))
    #expect(catalogue.grants(of: ["item.create", "*"]) == .everything)
    #expect(catalogue.grants(of: []) == .codes([]))
    #expect(catalogue.grants(of: ["gone.away", "Stock.in", "*.*", ""]) == .codes([]))
  }

  @Test(arguments: ["*", "*.read", "stock.*", "stock.in"])
  func knows(pattern: String) {
    #expect(catalogue.knows(pattern))
  }

  @Test(arguments: [
    "", ".", "stock", "stock.", ".in", "stock.out", "*.in", "*.*", "**", "st*.in", "stock.in ",
    "Stock.in", "stock.in.more", "sto.*", "stock.in,item.create",
  ])
  func doesNotKnow(pattern: String) {
    #expect(!catalogue.knows(pattern))
  }

  @Test func nobodyGivesWhatHeDoesNotHave() {
    let clerk = PermissionGrants.codes(["stock.in"])
    let manager = PermissionGrants.codes(["stock.in", "stock.read"])
    #expect(manager.covers(clerk))
    #expect(manager.covers(manager))
    #expect(!clerk.covers(manager))
    #expect(!manager.covers(.everything))
    #expect(PermissionGrants.everything.covers(manager))
    #expect(PermissionGrants.everything.covers(.everything))
    #expect(clerk.covers(.codes([])))
  }

  @Test func textIsWhatTheRespondersRead() {
    #expect(PermissionGrants.everything.text == "*")
    #expect(PermissionGrants.codes(["b.c", "a.b"]).text == "a.b,b.c")
    #expect(PermissionGrants.codes([]).text == "")
    #expect(PermissionGrants.everything.contains("any.thing"))
    #expect(!PermissionGrants.codes(["a.bc"]).contains("a.b"))
  }

  @Test func standardRolesAreWellFormed() {
    let codes = StandardRole.all.map(\.code)
    #expect(Set(codes).count == codes.count)
    for wanted in [
      "admin", "store_clerk", "store_manager", "buyer", "planner", "worker", "accountant",
      "auditor", "warehouse_clerk", "foreman", "integrator",
    ] {
      #expect(codes.contains(wanted))
    }
    let declared = [
      "cost.adjust", "cost.read", "item.export", "item.read", "member.phone_read", "po.price_read",
      "po.read", "pos.register", "pos.sync", "report.sales", "report.stock", "user.audit_read",
    ]
    for role in StandardRole.all {
      let permissions = role.permissions(among: declared)
      #expect(!permissions.isEmpty)
      for permission in permissions { #expect(PermissionPattern(permission) != nil) }
      #expect(Set(permissions).count == permissions.count)
    }
    let given = Dictionary(
      uniqueKeysWithValues: StandardRole.all.map { ($0.code, $0.permissions(among: declared)) })
    #expect(given["store_clerk"] == ["item.read", "pos.sync"])
    #expect(
      given["auditor"] == [
        "cost.read", "item.export", "item.read", "po.price_read", "po.read", "report.sales",
        "report.stock", "user.audit_read",
      ])
    #expect(
      given["accountant"] == [
        "cost.adjust", "cost.read", "item.export", "item.read", "po.price_read", "po.read",
        "report.sales", "report.stock",
      ])
    #expect(given["admin"] == ["*"])
  }

  /// Names that differ in case alone are one.
  @Test func namesHaveOneKeyInAnyCase() {
    #expect(Username.key("Bob.Li") == Username.key("bOB.lI"))
    #expect(Username.key("王小明") == "王小明")
    #expect(Username.key("bob1") != Username.key("bob2"))
  }

  /// Expanding more patterns never takes anything away, and covers what fewer give.
  @Test(arguments: [11, 12, 13] as [UInt64])
  func morePatternsGiveMore(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let patterns = ["*.read", "stock.*", "item.create", "stock.in", "user.*", "none.such", "*"]
    for _ in 0..<200 {
      let few = patterns.filter { _ in Bool.random(using: &generator) }
      let more = few + patterns.filter { _ in Bool.random(using: &generator) }
      #expect(
        catalogue.grants(of: more).covers(catalogue.grants(of: few)), "seed \(seed): \(few)")
    }
  }
}
