import FaultKit
import Foundation
import Glibc
import Processes
import StackKit

/// One of each kind dies and comes back.
extension ClusterRun {
  /// Long enough down for everyone to go over to another.
  private static let downSeconds = 6.0

  func killWriter() throws -> String {
    let before = try written()
    let writer = try busiest(since: before)
    let facts = try underLoad(1) {
      try killPart(cluster.databases[writer - 1])
      usleep(4_000_000)
    } recovery: {
      try cluster.waitUntilSynced()
      try waitUntilOnlyWriter(1)
    }
    guard writer == 1 else { throw StackFault("node \(writer) was written to, not the first") }
    return facts + ", the first is written to again"
  }

  func killReader() throws -> String {
    try underLoad(2) {
      try killPart(cluster.databases[1])
    } recovery: {
      try cluster.waitUntilSynced()
    }
  }

  func killRedis() throws -> String {
    guard let master = cluster.redisMaster() else { throw StackFault("no master") }
    var seconds = 0.0
    let facts = try underLoad(3) {
      try killPart(cluster.redisName(master))
      let began = Date()
      try cluster.stack.supervisor.wait(for: "another master", seconds: 20) {
        usleep(20_000)
        let now = cluster.redisMaster()
        return now != nil && now != master && cluster.redisRole(3 - master) == "master"
      }
      seconds = Date().timeIntervalSince(began)
    } recovery: {
      try cluster.waitUntilReplicated()
    }
    return facts + ", another master after \(CallLog.seconds(seconds))"
  }

  func killSentinel() throws -> String {
    try underLoad(4) {
      try killPart("sentinel-1")
    } recovery: {
      try cluster.stack.supervisor.wait(for: "the sentinel is back", seconds: 20) {
        () throws(StackFault) in
        try cluster.stack.pid("sentinel-1") != nil
      }
    }
  }

  func killApplication() throws -> String {
    try underLoad(5) {
      try cluster.killApplication(1)
      usleep(3_000_000)
    } recovery: {
      try cluster.startApplication(1)
    }
  }

  func killNginxWorker() throws -> String {
    try underLoad(6) {
      guard let master = try cluster.stack.pid("nginx") else { throw StackFault("no Nginx") }
      let workers = try Command.require(["pgrep", "-P", "\(master)"]).split(separator: "\n")
      guard let worker = workers.first.flatMap({ Int32($0) }), kill(worker, SIGKILL) == 0 else {
        throw StackFault("no Nginx worker")
      }
    } recovery: {
      try cluster.stack.waitUntilReady("nginx")
    }
  }

  func killRelay() throws -> String {
    let holder = try relayHolder()
    var seconds = 0.0
    let facts = try underLoad(7) {
      let relay = cluster.application(holder.application)
      try relay.setRestartDelay("relay", seconds: Self.downSeconds * 2)
      try relay.kill("relay", SIGKILL)
      let began = Date()
      try cluster.stack.supervisor.wait(for: "another relay is active", seconds: 30) {
        usleep(100_000)
        return (try? relayHolder())?.owner != holder.owner
      }
      seconds = Date().timeIntervalSince(began)
    } recovery: {
      try cluster.application(holder.application).setRestartDelay("relay", seconds: 0)
    }
    return facts + ", another relay after \(CallLog.seconds(seconds))"
  }

  /// Kills a part that stays down for a while.
  private func killPart(_ name: String) throws {
    try cluster.stack.setRestartDelay(name, seconds: Self.downSeconds)
    try cluster.stack.kill(name, SIGKILL)
  }

  /// Who holds the relays' lease: `pid-random-thread`, and the application node with that process.
  private func relayHolder() throws -> (owner: String, application: Int) {
    let rows = try cluster.sql(
      "SELECT owner FROM lease WHERE name = 'relay' AND expires_at > NOW(6)", on: 1)
    guard let owner = rows.first?.first, let pid = Int32(owner.prefix { $0 != "-" }) else {
      throw StackFault("no relay is active")
    }
    for number in 1...ClusterNetwork.applicationCount
    where try cluster.application(number).pid("relay") == pid {
      return (owner, number)
    }
    throw StackFault("the lease's owner \(owner) is nobody's relay")
  }

  /// Write sets that each database node sent to the others so far.
  private func written() throws -> [Int] {
    try (1...cluster.databases.count).map { try cluster.counter("wsrep_replicated", on: $0) }
  }

  /// The node that sent most of the write sets of a second of selling.
  private func busiest(since before: [Int]) throws -> Int {
    let load = try MixedLoad(faults, seed: seed, clients: 2)
    usleep(500_000)
    try compare(load.finish())
    let sent = zip(try written(), before).map { $0 - $1 }
    return (sent.firstIndex(of: sent.max() ?? 0) ?? 0) + 1
  }

  /// Waits, under load, for a second in which no other node was written to.
  private func waitUntilOnlyWriter(_ number: Int) throws {
    var before = try written()
    for _ in 0..<20 {
      usleep(1_000_000)
      let now = try written()
      let sent = zip(now, before).map { $0 - $1 }
      before = now
      let others = sent.enumerated().filter { $0.offset != number - 1 }.map(\.element)
      if sent[number - 1] > 0, others.allSatisfy({ $0 == 0 }) { return }
    }
    throw StackFault("node \(number) is not the only one that is written to")
  }
}
