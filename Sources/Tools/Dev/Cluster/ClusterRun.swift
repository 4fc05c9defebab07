import FaultKit
import Foundation
import StackKit

/// The steps of a run: each sells, does something to the cluster, and compares the books after it.
struct ClusterRun {
  struct Step {
    let name: String
    let body: () throws -> String
  }

  /// Seconds that a rate is measured for.
  private static let measured = 5.0
  /// Seconds until every event is done, after a step.
  private static let quietSeconds = 60.0
  private static let clients = 8

  let cluster: Cluster
  let faults: FaultStack
  let seed: UInt64
  /// Orders a second of one machine in the same run, if that was measured.
  let alone: Double?

  init(_ cluster: Cluster, seed: UInt64, alone: Double?) throws {
    self.cluster = cluster
    self.seed = seed
    self.alone = alone
    faults = try FaultStack(cluster.stack)
  }

  var steps: [Step] {
    [
      Step(name: "a cluster, undisturbed", body: undisturbed),
      Step(name: "what a causal read costs", body: causalRead),
      Step(name: "kill -9 of the database node that is written to", body: killWriter),
      Step(name: "kill -9 of another database node", body: killReader),
      Step(name: "kill -9 of Redis' master", body: killRedis),
      Step(name: "kill -9 of a sentinel", body: killSentinel),
      Step(name: "kill -9 of all programs of an application node", body: killApplication),
      Step(name: "kill -9 of an Nginx worker", body: killNginxWorker),
      Step(name: "kill -9 of the active relay", body: killRelay),
      Step(name: "two nodes written to at once", body: twoWriters),
    ]
  }

  /// Sells for a while; orders a second, and what the clients were told.
  static func ordersPerSecond(
    _ faults: FaultStack, seed: UInt64
  ) throws -> (rate: Double, ledger: LoadLedger) {
    let load = try MixedLoad(faults, seed: seed, clients: clients)
    let began = Date()
    usleep(UInt32(measured * 1_000_000))
    let ledger = load.finish()
    return (Double(ledger.orders.count) / Date().timeIntervalSince(began), ledger)
  }

  private func undisturbed() throws -> String {
    let before = try cluster.counter("wsrep_replicated_bytes", on: 1)
    let (rate, ledger) = try Self.ordersPerSecond(faults, seed: seed)
    try compare(ledger)
    let sent = try cluster.counter("wsrep_replicated_bytes", on: 1) - before
    let share = alone.map { String(format: ", %.2f of one machine's %.0f", rate / $0, $0) } ?? ""
    return String(format: "%.0f orders/s", rate) + share
      + ", p99 of a call \(ledger.log.percentile(0.99)) ms"
      + ", \(sent / max(1, ledger.orders.count) / 1000) KB an order to the other nodes"
  }

  /// Sells, does it, waits for `recovery`, sells on, and compares.
  func underLoad(
    _ number: UInt64, _ damage: () throws -> Void, recovery: () throws -> Void
  ) throws -> String {
    let load = try MixedLoad(faults, seed: seed &* 100 &+ number, clients: Self.clients)
    usleep(1_500_000)
    do {
      try damage()
      try recovery()
    } catch {
      _ = load.finish()
      throw error
    }
    usleep(1_500_000)
    let ledger = load.finish()
    try compare(ledger)
    // A call that the programs themselves ran again is only slow.
    let longest = max(ledger.log.longestOutage, ledger.log.longestTry)
    return "\(ledger.log.acknowledged) acknowledged, books right, "
      + "nobody waited longer than \(CallLog.seconds(longest)), "
      + "\(ledger.log.tries - ledger.log.calls) repeated by clients"
  }

  /// The tables hold what the clients were told, on every node alike, and no invariant is broken.
  func compare(_ ledger: LoadLedger) throws {
    try cluster.waitUntilSynced()
    try faults.waitForQuiet(seconds: Self.quietSeconds)
    let told = ledger.faults + ledger.log.faults
    guard told.isEmpty else { throw StackFault("clients were told: \(told.prefix(3))") }
    guard ledger.log.acknowledged > 0 else { throw StackFault("nothing was sold") }
    let found = try ledger.compare(with: cluster.stack)
    guard found.isExact else {
      let all = found.missing + found.doubled + found.stock
      throw StackFault("\(all.count) differences: \(all.prefix(5).joined(separator: "; "))")
    }
    try compareNodes()
    let audit = try cluster.stack.operate("audit", "--grace", "0")
    guard audit.status == 0 else { throw StackFault("audit: \(audit.output.suffix(1000))") }
  }

  /// The rows that matter most, as each node has them.
  private func compareNodes() throws {
    let tables = ["sales_order", "sales_payment", "stock_balance", "stock_lock", "stock_move"]
    let question =
      tables.map { "SELECT '\($0)', COUNT(*) FROM \($0);" }.joined()
      + "SELECT SUM(on_hand), SUM(locked) FROM stock_balance;"
      + "CHECKSUM TABLE \(tables.joined(separator: ", "));"
    let answers = try (1...cluster.databases.count).map {
      try cluster.sql("SET wsrep_sync_wait = 1;" + question, on: $0)
    }
    for (index, answer) in answers.enumerated() where answer != answers[0] {
      throw StackFault("database node \(index + 1) differs: \(answer), the first: \(answers[0])")
    }
  }
}
