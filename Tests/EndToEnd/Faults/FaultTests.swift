import FaultKit
import Foundation
import StackKit
import Testing

/// Aim: whatever dies, and whenever: no acknowledged call is lost, none has two effects, the books
/// are right, and service comes back by itself.
@Suite(.serialized) struct FaultTests {
  let faults: FaultStack
  var stack: Stack { faults.stack }

  init() throws { self.init(try FaultStack.get()) }

  /// For a stack of another suite.
  init(_ faults: FaultStack) { self.faults = faults }

  /// What is true after each fault, compared with the clients' own books.
  func verify(_ ledger: LoadLedger, _ name: String, seed: UInt64) throws {
    let quiet = try faults.waitForQuiet()
    let compared = try ledger.compare(with: stack)
    FaultStack.say(
      """
      \(name), seed \(seed): \(ledger.log.text); orders \(ledger.orders.count), paid \
      \(ledger.count("paid")), missing \(compared.missing.count), doubled \
      \(compared.doubled.count), quiet after \(CallLog.seconds(quiet))
      """)
    #expect(ledger.faults.isEmpty, "\(ledger.faults.prefix(5)), seed \(seed)")
    #expect(ledger.log.faults.isEmpty, "\(ledger.log.faults.prefix(5)), seed \(seed)")
    #expect(ledger.log.calls == ledger.log.acknowledged, "seed \(seed)")
    #expect(ledger.orders.count > 20, "the load was no load, seed \(seed)")
    #expect(compared.missing.isEmpty, "\(compared.missing.prefix(5)), seed \(seed)")
    #expect(compared.doubled.isEmpty, "\(compared.doubled.prefix(5)), seed \(seed)")
    #expect(compared.stock.isEmpty, "\(compared.stock), seed \(seed)")
    try faults.audit()
    try expectService()
  }

  /// A sale from end to end, at the first try.
  func expectService() throws {
    let client = faults.client()
    let sku = try faults.newGoods(1, quantity: 1)[0]
    let order = try client.post(
      "/order/create",
      ["channel": faults.newChannel(), "store_id": 1, "lines": FaultStack.lines([sku: 1])])
    try #require(order.status == 201, "\(order.http.text)")
    let paid = try client.post(
      "/order/pay",
      [
        "order_no": try #require(order.string("order_no")),
        "payments": [["method": "cash", "amount": "1.00"]],
      ])
    #expect(paid.status == 200, "\(paid.http.text)")
    try faults.waitForQuiet()
  }

  func sleep(_ seconds: Double) {
    Thread.sleep(forTimeInterval: seconds)
  }
}
