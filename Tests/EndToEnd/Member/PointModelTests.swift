import Foundation
import Kernel
import MariaDBClient
import MemberDomain
import MemberService
import StackKit
import Testing

/// Aim: whatever gains, spendings, refunds, debts and expiries follow one another, a member has
/// what a model says that counts single points and knows neither lots nor sums (invariants 6 and
/// 13).
@Suite(.serialized) struct PointModelTests {
  @Test(arguments: [UInt64(11), 12])
  func pointsAreThoseOfTheModel(seed: UInt64) throws {
    let desk = try MemberDesk()
    let client = desk.client()
    var walk = try PointWalk(desk: desk, client: client, seed: seed)
    for step in 0..<50 {
      let done = try walk.step()
      try walk.requireAgreement("seed \(seed), step \(step): \(done)")
    }
    #expect(try desk.faults(client) == [], "seed \(seed)")
  }
}

/// Single points, each with the date on which it ends.
private struct PointModel {
  /// Nil: it stays. Dates that are over are below 0.
  private(set) var bag: [Int?] = []
  private(set) var debt = 0
  private(set) var growth = 0
  private var spent: [String: [Int?]] = [:]
  private var over: Set<Int> = []

  private static func isBefore(_ left: Int?, _ right: Int?) -> Bool {
    (left ?? .max) < (right ?? .max)
  }

  private mutating func come(_ dates: [Int?]) {
    for date in dates.map({ $0.map { over.contains($0) ? -1 : $0 } }).sorted(by: Self.isBefore) {
      if debt > 0 { debt -= 1 } else if date != -1 { bag.append(date) }
    }
  }

  private mutating func takeEarliest() -> Int?? {
    guard let place = bag.indices.min(by: { Self.isBefore(bag[$0], bag[$1]) }) else { return nil }
    return .some(bag.remove(at: place))
  }

  mutating func gain(_ count: Int, until date: Int?, grows: Bool) {
    come(Array(repeating: date, count: count))
    if grows { growth += count }
  }

  /// False when there are not enough.
  mutating func redeem(_ count: Int, _ reference: String) -> Bool {
    guard bag.count >= count else { return false }
    var taken: [Int?] = []
    for _ in 0..<count { if let one = takeEarliest() { taken.append(one) } }
    spent[reference] = taken
    return true
  }

  func open(_ reference: String) -> Int { spent[reference]?.count ?? 0 }

  mutating func restore(_ count: Int, of reference: String) {
    let taken = spent[reference] ?? []
    spent[reference] = Array(taken.dropLast(count))
    come(taken.suffix(count))
  }

  mutating func takeBack(_ count: Int) {
    growth = max(0, growth - count)
    for _ in 0..<count where takeEarliest() == nil { debt += 1 }
  }

  mutating func end(_ date: Int) {
    over.insert(date)
    bag.removeAll { $0 == date }
  }

  /// How many end on which date, those that stay last.
  var lots: [[String]] {
    Dictionary(grouping: bag, by: { $0 ?? .max }).sorted { $0.key < $1.key }
      .map { [$0.key == .max ? "NULL" : PointWalk.day($0.key), "\($0.value.count)"] }
  }
}

/// Does the same to a member and to the model.
private struct PointWalk {
  let desk: MemberDesk
  let client: APIClient
  let database: DatabaseConnection
  let member: Int
  var random: SeededGenerator
  var model = PointModel()
  var references: [String] = []
  var ended: Set<Int> = []

  init(desk: MemberDesk, client: APIClient, seed: UInt64) throws {
    self.desk = desk
    self.client = client
    member = try desk.member(client)
    random = SeededGenerator(seed: seed)
    let layout = desk.stack.layout
    let password = try String(contentsOfFile: layout.secret("database-order"), encoding: .utf8)
    database = DatabaseConnection(
      settings: DatabaseOptions(
        endpoint: .socket(layout.socket("mariadb")), user: "erp_order", password: password,
        database: "erp"))
  }

  static func day(_ number: Int) -> String { "20\(40 + number % 59)-01-01" }

  mutating func step() throws -> String {
    switch Int.random(in: 0..<10, using: &random) {
    case 0...2: return try gain()
    case 3...5: return try redeem()
    case 6: return try restore()
    case 7, 8: return try takeBack()
    default: return try end()
    }
  }

  private mutating func gain() throws -> String {
    let (count, date) = (
      Int.random(in: 1...40, using: &random), Int.random(in: 0...4, using: &random)
    )
    let reason = Bool.random(using: &random) ? "earn" : "adjust"
    // One in five stays.
    let drawn = date + 4 * Int.random(in: 0...9, using: &random)
    let until = date == 4 || ended.contains(drawn) ? nil : drawn
    let answer = try desk.change(
      member, by: count, reason, expiresAt: until.map { "\(Self.day($0))T00:00:00Z" }, on: client)
    #expect(answer.status == 200, "\(answer.http.text)")
    let before = model.debt
    model.gain(count, until: until, grows: reason == "earn")
    #expect(answer.int("debt_paid") == before - model.debt)
    return "\(reason) \(count) until \(until ?? -1)"
  }

  private mutating func redeem() throws -> String {
    let (count, reference) = (Int.random(in: 1...30, using: &random), MemberDesk.number("o"))
    do {
      _ = try Retry.transaction(on: database) {
        try MemberAPI.redeem(Int64(count), of: Int64(member), for: reference, on: database)
      }
      let isEnough = model.redeem(count, reference)
      #expect(isEnough)
      references.append(reference)
    } catch is MemberRefusal {
      let isEnough = model.redeem(count, reference)
      #expect(!isEnough)
    }
    return "redeem \(count)"
  }

  private mutating func restore() throws -> String {
    guard let reference = references.randomElement(using: &random), model.open(reference) > 0
    else { return "nothing" }
    let count = Int.random(in: 1...model.open(reference), using: &random)
    _ = try Retry.transaction(on: database) {
      try MemberAPI.restore(
        Int64(count), of: Int64(member), for: MemberDesk.number("b"), spentFor: [reference],
        on: database)
    }
    model.restore(count, of: reference)
    return "restore \(count)"
  }

  /// An order that earned so much is refunded, by the event.
  private mutating func takeBack() throws -> String {
    let (count, number) = (Int.random(in: 1...40, using: &random), MemberDesk.number("p"))
    let payload =
      "{\"order_id\":1,\"order_no\":\"\(number)\",\"channel\":\"POS\",\"store_id\":1,"
      + "\"warehouse_id\":1,\"member_id\":\(member),\"original\":\"1.00\",\"discount\":\"0.00\","
      + "\"payable\":\"1.00\",\"lines\":[],\"payments\":[],\"refund_no\":\"\(number)\","
      + "\"amount\":\"1.00\",\"points_returned\":0,\"refunded_lines\":[]}"
    try desk.stack.sql(
      "INSERT INTO point_order (order_no, member_id, payable, earned) "
        + "VALUES ('\(number)', \(member), 1, \(count)); "
        + "INSERT INTO outbox (stream, type, version, occurred_at, source, event_key, request_id, "
        + "payload) VALUES ('order', 'OrderRefunded', 1, NOW(6), 'erp-order', '\(number)', "
        + "'r-\(number)', '\(payload)')")
    try desk.wait(for: [["\(count)"]]) {
      try desk.stack.sql("SELECT taken_back FROM point_order WHERE order_no = '\(number)'")
    }
    model.takeBack(count)
    return "take back \(count)"
  }

  private mutating func end() throws -> String {
    guard let date = model.bag.compactMap({ $0 }).randomElement(using: &random) else {
      return "nothing"
    }
    try desk.stack.sql(
      "UPDATE point_lot SET expires_at = NOW(6) - INTERVAL 1 SECOND "
        + "WHERE member_id = \(member) AND expires_at = '\(Self.day(date))'")
    model.end(date)
    ended.insert(date)
    try desk.wait(for: model.bag.count) { try client.get("/member/\(member)").int("points") ?? -1 }
    return "end \(date)"
  }

  /// Compares what the member has with what the model has, once what is over has gone.
  func requireAgreement(_ place: String) throws {
    try desk.wait(for: [["\(model.bag.count)", "\(model.debt)", "\(model.growth)"]]) {
      try desk.stack.sql(
        "SELECT points, points_debt, growth FROM member WHERE member_id = \(member)")
    }
    let lots = try desk.stack.sql(
      "SELECT DATE(expires_at), SUM(remaining) FROM point_lot WHERE member_id = \(member) "
        + "AND is_open = TRUE GROUP BY DATE(expires_at) ORDER BY expires_at IS NULL, expires_at")
    try #require(lots == model.lots, "\(place)")
  }
}
