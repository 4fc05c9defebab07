import Foundation

/// What runs on the machines of a cluster that hold no application: databases, Redis, Nginx.
struct ClusterParts {
  let nodes: [GaleraNode]
  let network: ClusterNetwork
  let parts: PartList

  func make() throws(StackFault) -> [Part] {
    var all = nodes.map { $0.part(parts.systemEnvironment) }
    for number in 1...2 { all.append(redis(number)) }
    for number in 1...3 { all.append(try sentinel(number)) }
    return all + [parts.nginx]
  }

  static func redisName(_ number: Int) -> String { number == 1 ? "redis" : "redis-\(number)" }

  /// Empty at each start, as the package's Redis; the second follows the first until a sentinel
  /// says otherwise.
  private func redis(_ number: Int) -> Part {
    var command = [
      Command.path(of: "redis-server") ?? "redis-server", "--bind", network.redis(number), "--port",
      "6379", "--protected-mode", "no", "--dir", parts.layout.redis, "--appendonly", "no", "--save",
      "", "--maxmemory", "256mb", "--maxmemory-policy", "noeviction", "--repl-diskless-sync-delay",
      "0", "--dbfilename", "dump-\(number).rdb", "--replica-announce-ip", network.redis(number),
    ]
    if number > 1 { command += ["--replicaof", network.redis(1), "6379"] }
    return Part(
      name: Self.redisName(number), command: command, environment: parts.systemEnvironment,
      stopSeconds: 10, stage: PartList.Stage.redis)
  }

  /// With the package's file, into which a sentinel writes what it learns.
  private func sentinel(_ number: Int) throws(StackFault) -> Part {
    let path = "\(parts.layout.redis)/sentinel-\(number).conf"
    var text = try network.file("systemd/cluster/sentinel.conf")
    for word in ["bind", "announce-ip"] {
      text = text.replacingOccurrences(
        of: "\(word) \(network.redis(1))", with: "\(word) \(network.sentinel(number))")
    }
    do {
      try (text + "dir \(parts.layout.redis)\n").write(
        toFile: path, atomically: true, encoding: .utf8)
    } catch {
      throw StackFault("cannot write \(path): \(error)")
    }
    return Part(
      name: "sentinel-\(number)",
      command: [Command.path(of: "redis-server") ?? "redis-server", path, "--sentinel"],
      environment: parts.systemEnvironment, stopSeconds: 5, stage: PartList.Stage.redis,
      startsHeld: true)
  }
}
