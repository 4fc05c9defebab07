import Foundation
import Processes

/// What runs on the machines of a cluster that hold no application: databases, Redis, Nginx.
struct ClusterParts {
  let nodes: [GaleraNode]
  let network: ClusterNetwork
  let parts: PartList

  func make() throws(StackFault) -> [Part] {
    var all = nodes.map { $0.part(parts.systemEnvironment) }
    for number in 1...2 { all.append(try redis(number)) }
    for number in 1...3 { all.append(try sentinel(number)) }
    return all + [parts.nginx]
  }

  static func redisName(_ number: Int) -> String { number == 1 ? "redis" : "redis-\(number)" }

  /// Empty at each start; the second follows the first until a sentinel says otherwise.
  private func redis(_ number: Int) throws(StackFault) -> Part {
    let path = "\(parts.layout.redis)/redis-\(number).conf"
    let file = try settings("redis", own: network.redis(number))
      .filter { line in !["pidfile ", "dir ", "dbfilename "].contains { line.hasPrefix($0) } }
    let here = ["dir \(parts.layout.redis)", "dbfilename dump-\(number).rdb"]
    let leader = number > 1 ? ["replicaof \(network.redis(1)) 6379"] : []
    return try server(Self.redisName(number), path, file + here + leader, stopSeconds: 10)
  }

  private func sentinel(_ number: Int) throws(StackFault) -> Part {
    let path = "\(parts.layout.redis)/sentinel-\(number).conf"
    let file = try settings("sentinel", own: network.sentinel(number))
    return try server(
      "sentinel-\(number)", path, file + ["dir \(parts.layout.redis)"], ["--sentinel"],
      stopSeconds: 5, startsHeld: true)
  }

  /// The lines of the package's file, with a machine's own address where it says its own.
  private func settings(_ name: String, own address: String) throws(StackFault) -> [String] {
    var text = try network.file("systemd/cluster/\(name).conf")
    for word in ["bind", "announce-ip"] {
      text = text.replacingOccurrences(
        of: "\(word) \(network.redis(1))", with: "\(word) \(address)")
    }
    return text.split(separator: "\n").map(String.init)
  }

  /// Redis and the sentinels write into their files what they learn.
  private func server(
    _ name: String, _ path: String, _ lines: [String], _ words: [String] = [],
    stopSeconds: Double, startsHeld: Bool = false
  ) throws(StackFault) -> Part {
    do {
      try (lines.joined(separator: "\n") + "\n").write(
        toFile: path, atomically: true, encoding: .utf8)
    } catch {
      throw StackFault("cannot write \(path): \(error)")
    }
    return Part(
      name: name, command: [Command.path(of: "redis-server") ?? "redis-server", path] + words,
      environment: parts.systemEnvironment, stopSeconds: stopSeconds,
      stage: PartList.Stage.redis, startsHeld: startsHeld)
  }
}
