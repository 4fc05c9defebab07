import ArgumentParser
import Processes
import Settings

/// `erp redis`: what may be done to Redis, which keeps nothing that MariaDB cannot give again.
struct RedisCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redis", abstract: "Empty Redis; it fills again by itself. 清空并重建 Redis。",
    subcommands: [Rebuild.self])

  struct Rebuild: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Empty the ERP's Redis; nothing is lost, calls go on. 重建，不丢数据。",
      discussion: """
        It restarts redis-server@erp.service, which keeps nothing on the disk. Counters of stock \
        are read from MariaDB again, and events that were on their way are sent again. For root.
        重启 redis-server@erp.service；库存计数由 MariaDB 重新读取，在途事件会重新发送。需 root。
        """)

    func run() throws {
      try Installation.requireRoot()
      let session = try OperatorSession()
      guard RedisRebuild.run(session) else { throw ExitStatus.failed }
      MachineDeed.record("redis rebuild")
      Terminal.say(
        "Redis is empty and runs; it fills again from MariaDB, nothing is lost",
        "Redis 已清空并运行；将由 MariaDB 自动填充，不丢数据")
    }
  }
}

/// Empties the Redis of this machine.
enum RedisRebuild {
  private static let unit = "redis-server@erp.service"

  /// - Returns: false after saying why it was not emptied
  @discardableResult
  static func run(_ session: OperatorSession) -> Bool {
    guard session.configuration.redis.socket != nil else {
      Terminal.complain(
        Terminal.words(
          "erp: Redis is not on this machine, or not alone: stop it on all its machines, then "
            + "start it on all: systemctl stop redis-server@erp. It keeps nothing on the disk",
          "erp: Redis 不在本机，或不止一台：请先在其所有机器上停止，再全部启动："
            + "systemctl stop redis-server@erp。它不在磁盘上保存数据"))
      return false
    }
    let result = try? Installation.systemctl(["restart", unit], seconds: 60)
    guard result?.status == 0 else {
      Terminal.complain(
        Terminal.words(
          "erp: \(unit) does not start; see journalctl -u \(unit)",
          "erp: \(unit) 无法启动；见 journalctl -u \(unit)"))
      return false
    }
    return true
  }
}
