import Foundation
import RedisClient
import StackKit
import TestKit

/// A master, a replica and three sentinels of the tests' own, on free ports of the loopback
/// address.
final class SentinelGroup {
  static let name = "erp"
  let folder: String
  let ports: [Int]
  let sentinelPorts: [Int]
  private(set) var servers: [ServerProcess] = []
  private(set) var sentinels: [ServerProcess] = []

  struct Fault: Error { let what: String }

  init() throws {
    folder = try ServerProcess.folder("erp-sentinel")
    ports = (0..<2).map { _ in ServerProcess.freePort() }
    sentinelPorts = (0..<3).map { _ in ServerProcess.freePort() }
    try startServer(0)
    try startServer(1, arguments: ["--replicaof", "127.0.0.1", "\(ports[0])"])
    try waitFor("a replica") { try role(of: 1).contains("connected") }
    for number in 0..<3 { try startSentinel(number) }
    try waitFor("sentinels that know each other") {
      try sentinelPorts.allSatisfy { port in
        let facts = try ask(port, ["SENTINEL", "MASTER", .text(Self.name)]).elements ?? []
        let words = facts.compactMap(\.text)
        func fact(_ name: String) -> String? {
          words.firstIndex(of: name).map { words[$0 + 1] }
        }
        return fact("num-other-sentinels") == "2" && fact("num-slaves") == "1"
      }
    }
  }

  var options: RedisOptions {
    RedisOptions(
      endpoint: .sentinels(
        sentinelPorts.map { RedisServer(host: "127.0.0.1", port: Int32($0)) }, master: Self.name))
  }

  func stop() {
    (servers + sentinels).forEach { $0.killHard() }
    ServerProcess.remove(folder)
  }

  /// Starts a server (again), as a master unless the arguments say otherwise.
  func startServer(_ number: Int, arguments: [String] = []) throws {
    let process = try ServerProcess(
      [
        "/usr/bin/redis-server", "--bind", "127.0.0.1", "--port", "\(ports[number])", "--dir",
        folder, "--save", "", "--appendonly", "no", "--repl-diskless-sync-delay", "0",
      ] + arguments, output: folder + "/server-\(number)")
    if number < servers.count { servers[number] = process } else { servers.append(process) }
    try waitFor("server \(number)") { (try? ask(ports[number], ["PING"])) != nil }
  }

  private func startSentinel(_ number: Int) throws {
    let file = folder + "/sentinel-\(number).conf"
    try """
    bind 127.0.0.1
    port \(sentinelPorts[number])
    dir \(folder)
    sentinel monitor \(Self.name) 127.0.0.1 \(ports[0]) 2
    sentinel down-after-milliseconds \(Self.name) 500
    sentinel failover-timeout \(Self.name) 3000

    """.write(toFile: file, atomically: true, encoding: .utf8)
    sentinels.append(
      try ServerProcess(
        ["/usr/bin/redis-server", file, "--sentinel"], output: folder + "/sentinel-log-\(number)"))
    try waitFor("sentinel \(number)") { (try? ask(sentinelPorts[number], ["PING"])) != nil }
  }

  /// The words of ROLE.
  func role(of number: Int) throws -> [String] {
    try ask(ports[number], ["ROLE"]).elements?.compactMap(\.text) ?? []
  }

  private func ask(_ port: Int, _ words: [RedisArgument]) throws -> RedisReply {
    let options = RedisOptions(endpoint: .tcp(host: "127.0.0.1", port: Int32(port)))
    return try RedisConnection(settings: options).command(words)
  }

  func waitFor(_ what: String, _ condition: () throws -> Bool) throws {
    let isSo = comesTrue(within: 20, everyMilliseconds: 50) { (try? condition()) == true }
    if !isSo { throw Fault(what: what) }
  }
}
