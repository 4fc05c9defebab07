import Foundation
import Glibc
import Processes

/// The parts of a stack, with their commands and environments.
struct PartList {
  let layout: StackLayout
  let installation: Installation
  let options: StackOptions
  let secrets: Secrets

  /// The responders: each listens, and answers /-/health.
  static let responders = [
    "user", "item", "stock", "member", "promo", "order", "pos", "purchase", "production",
    "job", "cost", "ops", "auth", "relay", "worker",
  ]

  /// Responders end first, then Nginx, then the stores.
  enum Stage {
    static let responders = 0
    static let nginx = 1
    static let redis = 2
    static let mariadb = 3
  }

  func make() throws(StackFault) -> [Part] {
    let all = [mariadb, try redis(), nginx] + Self.responders.map { responder($0) }
    guard let chosen = options.parts else { return all }
    return all.filter { chosen.contains($0.name) }
  }

  private var mariadb: Part {
    Part(
      name: "mariadb", command: DatabaseServer(layout: layout).command,
      environment: systemEnvironment.merging(falseClock(.database)) { $1 }, stopSeconds: 30,
      stage: Stage.mariadb)
  }

  private func redis() throws(StackFault) -> Part {
    let command =
      [Command.path(of: "redis-server") ?? "redis-server"]
      + (options.hasRestrictedRedis ? [try redisRights()] : [])
      + [
        "--port", "0", "--unixsocket",
        layout.socket("redis"), "--unixsocketperm", "700", "--dir", layout.redis, "--appendonly",
        "no", "--save", "", "--maxmemory", "256mb", "--maxmemory-policy", "volatile-ttl",
        "--daemonize", "no",
      ]
    return Part(
      name: "redis", command: command, environment: systemEnvironment, stopSeconds: 10,
      stage: Stage.redis)
  }

  /// A file with the rights that the package's Redis gives.
  private func redisRights() throws(StackFault) -> String {
    let path = layout.redis + "/rights.conf"
    do {
      let packaged = installation.source + "/systemd/setup/redis.conf"
      let rights = try String(contentsOfFile: packaged, encoding: .utf8)
        .split(separator: "\n").filter { $0.hasPrefix("user ") }.joined(separator: "\n")
      guard !rights.isEmpty else { throw StackFault("\(packaged) gives no rights") }
      try (rights + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    } catch {
      throw StackFault("cannot write \(path): \(error)")
    }
    return path
  }

  var nginx: Part {
    Part(
      name: "nginx", command: Self.nginxCommand(layout), environment: systemEnvironment,
      stopSeconds: 5,
      stage: Stage.nginx, restartDelay: 0.02)
  }

  static func nginxCommand(_ layout: StackLayout) -> [String] {
    [
      Command.path(of: "nginx") ?? "nginx", "-e", layout.logs + "/nginx-error.log", "-p",
      layout.nginx, "-c", layout.nginx + "/nginx.conf",
    ]
  }

  /// - Parameter address: where it listens besides its unix socket
  func responder(_ name: String, listeningOn address: String? = nil) -> Part {
    Part(
      name: name, command: [installation.program("erp-\(name)")],
      environment: environment(of: name),
      sockets: [layout.socket(name)] + (address.map { [$0] } ?? []), stopSeconds: 8,
      stage: Stage.responders, startsHeld: true)
  }

  /// What a program finds in its environment: where its settings lie, and its own secrets.
  func environment(of name: String) -> [String: String] {
    var values = systemEnvironment.merging(falseClock(.programs)) { $1 }
    values["ERP_CONFIG"] = layout.settings
    values["ERP_DB_USER"] = "erp_\(name)"
    values["ERP_DB_PASSWORD_FILE"] = layout.secret("database-\(name)")
    switch name {
    case "user":
      values["ERP_TOKEN_PRIVATE_KEY_FILE"] = secrets.tokenKey
      values["ERP_ADMIN_PASSWORD_FILE"] = layout.secret("admin_password")
    case "admin":
      values["ERP_TOKEN_PRIVATE_KEY_FILE"] = secrets.tokenKey
      values["ERP_ADMIN_PASSWORD_FILE"] = layout.secret("admin_password")
    default: break
    }
    return values
  }

  /// Settings that all programs share, in the file that they read by themselves.
  /// True when they differ from those that were there.
  @discardableResult
  func writeSettings() throws(StackFault) -> Bool {
    var values = [
      "ERP_DB_SOCKET": layout.socket("mariadb"), "ERP_DB_NAME": "erp",
      "ERP_REDIS_SOCKET": layout.socket("redis"), "ERP_SOCKET_DIR": layout.sockets,
      "ERP_TOKEN_KEY_DIR": layout.keys, "ERP_ORDER_TTL_SECONDS": "\(options.orderTTLSeconds)",
    ]
    if let network = options.network {
      values["ERP_DB_SOCKET"] = nil
      values["ERP_REDIS_SOCKET"] = nil
      values.merge(try network.settings()) { $1 }
    }
    values.merge(options.settings) { $1 }
    let text = values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)\n" }.joined()
    if text == (try? String(contentsOfFile: layout.settings, encoding: .utf8)) { return false }
    do {
      try text.write(toFile: layout.settings, atomically: true, encoding: .utf8)
    } catch {
      throw StackFault("cannot write \(layout.settings): \(error)")
    }
    return true
  }

  private func falseClock(_ owner: FalseClocks.Owner) -> [String: String] {
    options.clocks?.environment(of: owner) ?? [:]
  }

  var systemEnvironment: [String: String] {
    let inherited = Command.inherited
    var values = ["PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LANG": "C.UTF-8"]
    for name in [
      "LD_LIBRARY_PATH", "HOME", "TMPDIR", "LD_PRELOAD", "FAKETIME", "ASAN_OPTIONS", "TSAN_OPTIONS",
    ] {
      values[name] = inherited[name]
    }
    return values
  }
}
