import EventStream
import Kernel
import MariaDBClient
import StackKit
import Synchronization
import Testing

@testable import PromoDomain
@testable import PromoService

/// Aim: limits hold whoever comes at the same time, and what is given back can be used again.
@Suite struct PromoUsageTests {
  let counter: PromoCounter

  init() throws { counter = try PromoCounter() }

  private static func connection(_ stack: Stack) throws -> DatabaseConnection {
    let path = stack.layout.secret("database-admin")
    let password = try String(contentsOfFile: path, encoding: .utf8)
    return DatabaseConnection(
      settings: DatabaseOptions(
        endpoint: .socket(stack.layout.socket("mariadb")), user: "erp_admin", password: password,
        database: "erp"))
  }

  /// A plan with one promotion that takes 5.00.
  private static func plan(
    _ promotion: Int, limit: Int64?, perMember: Int64? = nil
  ) throws -> PromoPlan {
    let discount = try Money(whole: 5)
    let applied = Promotion(
      id: Int64(promotion), name: "促销", rule: .discount(rate: try Rate(parsing: "0.5")),
      startsAt: Instant(microseconds: 0), endsAt: Instant(microseconds: 1), usageLimit: limit,
      perMemberLimit: perMember)
    return PromoPlan(
      original: try Money(whole: 10), discount: discount, payable: discount, lines: [],
      applied: [AppliedPromotion(promotion: applied, discount: discount, gift: nil)],
      rejected: [], isExhaustive: true, giftFacts: [:])
  }

  private func used(_ promotion: Int) throws -> Int? {
    try counter.client.get("/promo/\(promotion)").int("used")
  }

  /// Forty orders at once, ten uses.
  @Test func theLastUseIsGivenOnce() throws {
    let stack = counter.shop.stack
    let promotion = try counter.promote("discount", ["rate": "0.5"], ["usage_limit": 10])
    let name = SalesCounter.name("o")
    let taken = try Crowd.run(40) { number in
      let database = try Self.connection(stack)
      do {
        return try Retry.transaction(on: database, attempts: 3) {
          try PromoAPI.use(
            try Self.plan(promotion, limit: 10), order: "\(name)-\(number)", memberID: nil,
            on: database
          ).count
        }
      } catch let error as DatabaseError where error.kind == .deadlock {
        return 0
      }
    }
    #expect(taken.count { $0 == 1 } == 10)
    #expect(try used(promotion) == 10)
    // Everything back, twice at once: each use comes back once.
    let orders = taken.indices.filter { taken[$0] == 1 }
    try Crowd.run(20) { number in
      let database = try Self.connection(stack)
      try Retry.transaction(on: database, attempts: 20) {
        try PromoAPI.giveBack(order: "\(name)-\(orders[number / 2])", on: database)
      }
    }
    #expect(try used(promotion) == 0)
    #expect(
      try stack.sql("SELECT used FROM promotion_counter WHERE promo_id = \(promotion)") == [["0"]])
    #expect(try stack.operate("audit").output.contains("promotion \(promotion)") == false)
  }

  @Test func eachMemberHasItsOwn() throws {
    let promotion = try counter.promote("discount", ["rate": "0.5"], ["per_member_limit": 1])
    let database = try Self.connection(counter.shop.stack)
    let plan = try Self.plan(promotion, limit: nil, perMember: 1)
    let name = SalesCounter.name("o")
    func use(_ order: Int, _ member: Int64?) throws {
      try Retry.transaction(on: database, attempts: 1) {
        _ = try PromoAPI.use(plan, order: "\(name)-\(order)", memberID: member, on: database)
      }
    }
    try use(1, 1)
    try use(2, 2)
    try use(3, nil)
    try use(4, nil)
    let refusal = #expect(throws: DatabaseError.self) { try use(5, 1) }
    #expect(refusal?.kind == .deadlock)
    for _ in 0..<2 {
      try Retry.transaction(on: database) {
        try PromoAPI.giveBack(order: "\(name)-1", on: database)
        try PromoAPI.giveBack(order: "\(name)-none", on: database)
      }
    }
    try use(6, 1)
    #expect(try used(promotion) == 4)
  }

  /// Where no counter says it, no more records are counted than a reader waits for.
  @Test func countingEnds() throws {
    let stack = counter.shop.stack
    let promotion = try counter.promote("discount", ["rate": "0.5"])
    let name = SalesCounter.name("o")
    try stack.sql(
      """
      INSERT INTO promotion_usage (order_no, promo_id, discount, gift_value) \
      SELECT CONCAT('\(name)-', seq), \(promotion), 1, 0 FROM seq_1_to_10001
      """)
    #expect(try used(promotion) == 10_000)
    let turned = try counter.client.post("/promo/disable", ["promo_id": promotion])
    #expect(turned.int("used") == 10_000, "\(turned.http.text)")
    try stack.sql("DELETE FROM promotion_usage WHERE promo_id = \(promotion)")
  }

  /// The audit speaks about a counter that is not what the records say.
  @Test func theAuditFindsDamage() throws {
    let stack = counter.shop.stack
    let promotion = try counter.promote("discount", ["rate": "0.5"], ["usage_limit": 3])
    let database = try Self.connection(stack)
    try Retry.transaction(on: database) {
      _ = try PromoAPI.use(
        try Self.plan(promotion, limit: 3), order: SalesCounter.name("o"), memberID: nil,
        on: database)
    }
    let finding = "promotion \(promotion) member 0: counted 2, records 1"
    try SharedBooks.alone {
      try stack.sql("UPDATE promotion_counter SET used = 2 WHERE promo_id = \(promotion)")
      #expect(try stack.operate("audit").output.contains(finding))
      try stack.sql("UPDATE promotion_counter SET used = 1 WHERE promo_id = \(promotion)")
    }
  }
}
