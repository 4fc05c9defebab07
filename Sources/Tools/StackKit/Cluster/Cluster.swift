import Foundation
import Glibc
import Processes

/// A whole cluster on this machine: three Galera nodes, a Redis with a replica and three sentinels,
/// two application nodes, one Nginx. All calls block.
package struct Cluster: Sendable {
  /// The stores and Nginx; its `sql` asks the first database node.
  package let stack: Stack
  package let network: ClusterNetwork
  let nodes: [GaleraNode]
  let applications: [ApplicationNode]

  /// The parts of the database's nodes, in the order in which programs try them.
  package var databases: [String] { nodes.map(\.server.name) }

  /// SQL as the superuser on one database node, from 1: rows of tab-separated columns.
  @discardableResult
  package func sql(
    _ text: String, on number: Int, database: String? = "erp"
  ) throws(StackFault) -> [[String]] {
    try nodes[number - 1].server.run(text, database: database)
      .split(separator: "\n", omittingEmptySubsequences: true)
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  /// One of a database node's counters; 0 when it is not a number.
  package func counter(_ name: String, on number: Int) throws(StackFault) -> Int {
    let row = try sql("SHOW GLOBAL STATUS LIKE '\(name)'", on: number, database: nil).first
    return Int(row?.last ?? "") ?? 0
  }

  /// Waits until every database node has a majority, sees all others, and has caught up.
  package func waitUntilSynced(seconds: Double = 60) throws(StackFault) {
    for number in 1...nodes.count {
      try stack.supervisor.wait(for: "database node \(number) is synced", seconds: seconds) {
        let state = try? counter("wsrep_local_state", on: number)
        let size = try? counter("wsrep_cluster_size", on: number)
        usleep(50_000)
        return state == 4 && size == nodes.count
      }
    }
  }

  // MARK: Redis

  /// The number of the Redis that the sentinels have for the master, from 1; nil when none answers.
  package func redisMaster() -> Int? {
    for sentinel in 1...3 {
      let answer = try? Command.run([
        "redis-cli", "-h", network.sentinel(sentinel), "-p", "26379", "SENTINEL",
        "get-master-addr-by-name", "erp",
      ])
      let host = answer?.output.split(separator: "\n").first.map(String.init)
      if let found = (1...2).first(where: { network.redis($0) == host }) { return found }
    }
    return nil
  }

  /// A Redis' own word for its role, such as "master" or "slave".
  package func redisRole(_ number: Int) -> String {
    let answer = try? Command.run(["redis-cli", "-h", network.redis(number), "ROLE"])
    return answer?.output.split(separator: "\n").first.map(String.init) ?? ""
  }

  package func redisName(_ number: Int) -> String { ClusterParts.redisName(number) }

  /// Waits until one is the master and the other follows it.
  package func waitUntilReplicated(seconds: Double = 30) throws(StackFault) {
    try stack.supervisor.wait(for: "Redis has a master and a replica", seconds: seconds) {
      usleep(50_000)
      guard let master = redisMaster(), redisRole(master) == "master" else { return false }
      let replica = try? Command.run(["redis-cli", "-h", network.redis(3 - master), "ROLE"]).output
      return replica?.contains("connected") == true
    }
  }

  // MARK: application nodes, from 1

  package func application(_ number: Int) -> Stack { applications[number - 1].stack }

  /// Ends all of a node's programs at once, with SIGKILL; its ports are closed then.
  package func killApplication(_ number: Int) throws(StackFault) {
    try applications[number - 1].killHard()
  }

  package func startApplication(_ number: Int) throws(StackFault) {
    try applications[number - 1].start()
    try waitForHealth(of: number)
  }

  /// Restarts a node's programs in good order, one after the other, with other settings.
  package func restartApplication(
    _ number: Int, with changes: [String: String]
  ) throws(StackFault) {
    try applications[number - 1].writeSettings(changes)
    for name in PartList.responders { try application(number).restart(name) }
    try waitForHealth(of: number)
  }

  /// Waits until a node's programs all run and their ports take connections.
  func waitForHealth(of number: Int) throws(StackFault) {
    let stack = application(number)
    try stack.supervisor.wait(for: "application node \(number) serves", seconds: 30) {
      () throws(StackFault) in
      let parts = try stack.status()
      usleep(20_000)
      return parts.count == PartList.responders.count && parts.allSatisfy { $0.state == .running }
    }
  }

  package func shutdown() throws(StackFault) {
    for application in applications where application.stack.supervisor.isAlive {
      try application.stack.shutdown()
    }
    try stack.shutdown()
  }
}
