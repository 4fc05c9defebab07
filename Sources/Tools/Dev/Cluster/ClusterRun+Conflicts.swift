import FaultKit
import Foundation
import MariaDBClient
import StackKit
import Synchronization

extension ClusterRun {
  private static let units = 200
  private static let buyers = 16
  private static let tries = 25

  /// One application node is told the database's nodes in another order: the same goods are sold
  /// through two nodes at once, which only the cluster's certification keeps apart.
  func twoWriters() throws -> String {
    let others = try nodesInReverse()
    try cluster.restartApplication(2, with: ["ERP_DB_HOSTS": others])
    let result = Result { try sellLastUnits() }
    try cluster.restartApplication(2, with: [:])
    return try result.get()
  }

  private func nodesInReverse() throws -> String {
    (1...cluster.databases.count).reversed().map { "\(cluster.network.database($0)):3306" }
      .joined(separator: ",")
  }

  private func sellLastUnits() throws -> String {
    let sku = try faults.newGoods(1, quantity: Self.units)[0]
    let channel = faults.newChannel()
    let before = try conflicts()
    let (sold, lost) = sell(sku, channel)
    guard lost == 0 else { throw StackFault("\(lost) buyers got no answer") }
    guard sold == Self.units else { throw StackFault("of \(Self.units) units \(sold) were sold") }
    try cluster.waitUntilSynced()
    try faults.waitForQuiet(seconds: 60)
    let rows = try cluster.sql(
      """
      SELECT (SELECT COUNT(*) FROM sales_order WHERE channel = '\(channel)'),
      locked, on_hand FROM stock_balance WHERE sku_id = \(sku)
      """, on: 1)
    guard rows == [["\(Self.units)", "\(Self.units).0000", "\(Self.units).0000"]] else {
      throw StackFault("orders, locked and on hand: \(rows)")
    }
    let audit = try cluster.stack.operate("audit", "--grace", "0")
    guard audit.status == 0 else { throw StackFault("audit: \(audit.output.suffix(1000))") }
    let found = try conflicts() - before
    guard found > 0 else { throw StackFault("there was no conflict, so that nothing is shown") }
    return "\(found) conflicts were run again, \(sold) of \(Self.units) units sold to "
      + "\(Self.buyers * Self.tries) requests, no more"
  }

  private func sell(_ sku: Int, _ channel: String) -> (sold: Int, lost: Int) {
    let sold = Atomic<Int>(0)
    let lost = Atomic<Int>(0)
    let (faults, seed) = (faults, seed)
    Crowd.run(Self.buyers) { buyer in
      let client = PersistentClient(
        faults, prefix: "\(channel)-\(seed)-\(buyer)", seed: seed &+ UInt64(buyer))
      for _ in 0..<Self.tries {
        let order: [String: Any] = [
          "channel": channel, "store_id": 1, "lines": FaultStack.lines([sku: 1]),
        ]
        switch try? client.post("/order/create", order).status {
        case 201: sold.add(1, ordering: .relaxed)
        case 409: break
        default: lost.add(1, ordering: .relaxed)
        }
      }
    }
    return (sold.load(ordering: .relaxed), lost.load(ordering: .relaxed))
  }

  /// Transactions that the cluster refused so far, at their commit or while they ran.
  private func conflicts() throws -> Int {
    try (1...cluster.databases.count).reduce(0) {
      try $0 + cluster.counter("wsrep_local_cert_failures", on: $1)
        + cluster.counter("wsrep_local_bf_aborts", on: $1)
    }
  }

  /// A transaction that waits for what other nodes committed, against one that does not.
  func causalRead() throws -> String {
    let password = try String(
      contentsOfFile: cluster.stack.layout.secret("database-admin"), encoding: .utf8
    ).trimmingCharacters(in: .whitespacesAndNewlines)
    func microseconds(_ setting: String) throws -> Double {
      let connection = DatabaseConnection(
        settings: DatabaseOptions(
          endpoint: .tcp(host: cluster.network.database(1), port: 3306), user: "erp_admin",
          password: password, database: "erp"))
      try connection.administer("SET wsrep_sync_wait = \(setting)")
      let count = 2000
      let began = Date()
      for _ in 0..<count {
        try connection.begin()
        connection.rollback()
      }
      return Date().timeIntervalSince(began) * 1_000_000 / Double(count)
    }
    let without = try microseconds("0")
    let with = try microseconds("1")
    return String(
      format: "an empty transaction takes %.0f µs with it, %.0f µs without", with, without)
  }
}
