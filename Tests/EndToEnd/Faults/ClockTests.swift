import FaultKit
import Foundation
import StackKit
import Testing

/// Aim: what is decided by time is decided by MariaDB's clock alone, and it may jump too.
@Suite(.serialized) struct ClockTests {
  private static let lifetime = 900
  private static let hour = 3600

  /// A wrong clock of the programs decides nothing but which tokens have expired.
  @Test func programsWithAWrongClockSellAsBefore() throws {
    let clocks = try FalseClocks(folder: SharedStack.directory("false-clocks"))
    let faults = try FaultStack.start("clocks", orderTTLSeconds: Self.lifetime, clocks: clocks)
    defer { try? faults.stack.shutdown() }
    let sku = try faults.newGoods(1, quantity: 100)[0]
    let rightToken = faults.client().token
    for off in [Self.hour, -Self.hour, 365 * 24 * Self.hour] {
      try clocks.set(.programs, off: off)
      let client = try login(faults, whenOff: off)
      if off > 0 {
        let old = APIClient(faults.stack)
        old.token = rightToken
        #expect(try old.get("/user/me").status == 401)
      }
      try sell(sku, client, faults)
    }
    try clocks.set(.programs, off: 0)
    _ = try login(faults, whenOff: 0)
    #expect(try faults.client().get("/user/me").status == 200)
    #expect(
      try faults.stack.sql("SELECT on_hand, locked FROM stock_balance WHERE sku_id = \(sku)")
        == [["85.0000", "0.0000"]])
    try faults.audit()
  }

  /// A login once both who signs tokens and who checks them have the clock that was set: otherwise
  /// nothing is tried here.
  private func login(_ faults: FaultStack, whenOff off: Int) throws -> APIClient {
    let end = Date().addingTimeInterval(20)
    while Date() < end {
      let client = APIClient(faults.stack)
      #expect(try client.login(password: faults.stack.adminPassword).status == 200)
      let made = try #require(client.token.flatMap(Self.issuedAt))
      let isSet = abs(made - Date().timeIntervalSince1970 - Double(off)) < 60
      if isSet, try client.get("/user/me").status == 200 { return client }
      Thread.sleep(forTimeInterval: 0.5)
    }
    throw StackFault("the clocks do not follow")
  }

  /// Five orders: none is given up early, all can be paid, and their goods leave.
  private func sell(_ sku: Int, _ client: APIClient, _ faults: FaultStack) throws {
    let channel = faults.newChannel()
    let numbers = try (0..<5).map { _ in
      let order = try client.post(
        "/order/create",
        ["channel": channel, "store_id": 1, "lines": FaultStack.lines([sku: 1])])
      return try #require(order.string("order_no"), "\(order.http.text)")
    }
    // The sweeper comes once a second.
    Thread.sleep(forTimeInterval: 3)
    let kept = try faults.stack.sql(
      """
      SELECT COUNT(*) FROM sales_order WHERE channel = '\(channel)' AND status = 'created'
      AND TIMESTAMPDIFF(SECOND, created_at, expires_at) = \(Self.lifetime)
      AND ABS(TIMESTAMPDIFF(SECOND, created_at, NOW(6))) < 60
      AND order_no LIKE CONCAT('%-', DATE_FORMAT(created_at + INTERVAL 8 HOUR, '%Y%m%d'), '-%')
      """)
    #expect(kept == [["5"]])
    for number in numbers {
      let tender = ["method": "cash", "amount": "1.00"]
      let paid = try client.post("/order/pay", ["order_no": number, "payments": [tender]])
      #expect(paid.status == 200, "\(paid.http.text)")
    }
    try faults.waitForQuiet()
  }

  /// MariaDB's clock goes five minutes ahead and back under load.
  @Test(arguments: [UInt64(24)])
  func aDatabaseWhoseClockJumpsLosesNothing(seed: UInt64) throws {
    let clocks = try FalseClocks(folder: SharedStack.directory("false-clocks"))
    let faults = try FaultStack.start("clocks", orderTTLSeconds: Self.lifetime, clocks: clocks)
    defer { try? faults.stack.shutdown() }
    let load = try MixedLoad(faults, seed: seed)
    for off in [300, 0, -300, 300, 0] {
      try clocks.set(.database, off: off)
      Thread.sleep(forTimeInterval: 2.5)
      let now = try faults.stack.sql("SELECT UNIX_TIMESTAMP()")
      let seen = try #require(Double(now[0][0]))
      #expect(abs(seen - Date().timeIntervalSince1970 - Double(off)) < 10)
    }
    let ledger = load.finish()
    try FaultTests(faults).verify(ledger, "MariaDB's clock jumps", seed: seed)
  }

  /// `iat` of a token.
  private static func issuedAt(_ token: String) -> Double? {
    let parts = token.split(separator: ".")
    guard parts.count == 3 else { return nil }
    let text = parts[1].replacingOccurrences(of: "-", with: "+")
      .replacingOccurrences(of: "_", with: "/")
    let padded = text + String(repeating: "=", count: (4 - text.count % 4) % 4)
    guard let data = Data(base64Encoded: padded) else { return nil }
    return (try? JSONSerialization.jsonObject(with: data) as? [String: Any])?["iat"] as? Double
  }
}
