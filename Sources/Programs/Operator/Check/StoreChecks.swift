import EventStream
import Kernel
import MariaDBClient
import OpsService
import RedisClient
import Settings
import Telemetry
import WebAPI

/// MariaDB and Redis: that they answer, keep what they are given, and have room.
enum StoreChecks {
  static func findings(_ configuration: Configuration) -> [Finding] {
    let database = DatabaseConnection(settings: DatabaseOptions(configuration.database))
    defer { database.close() }
    return mariadb(database, configuration) + [redis(configuration)]
  }

  private static func mariadb(
    _ database: DatabaseConnection, _ configuration: Configuration
  ) -> [Finding] {
    do throws(DatabaseError) {
      let server = try DatabaseInfo.read(on: database)
      var findings = [
        Finding("mariadb", .ok, "answers, version \(server.version)", "正常，版本 \(server.version)"),
        connections(server, configuration), durability(server), clock(server),
        volume(database, configuration), schema(database),
      ]
      findings += events(database)
      return findings
    } catch {
      return [
        Finding(
          "mariadb", .critical, "does not answer: \(error)", "没有应答：\(error)",
          remedy: "systemctl status mariadb")
      ]
    }
  }

  private static func connections(_ server: DatabaseInfo, _ configuration: Configuration) -> Finding
  {
    let needed = ConnectionBudget.needed(threads: configuration.threads)
    let facts =
      "max_connections \(server.connectionsMax), \(needed) needed, \(server.connected) used"
    guard server.connectionsMax >= needed else {
      return Finding(
        "connections", .critical, "too few: \(facts)",
        "太少：max_connections = \(server.connectionsMax)，需要 \(needed)",
        remedy: "max_connections in /etc/mysql/mariadb.conf.d, or a lower ERP_THREADS")
    }
    let isFull = server.connected * 100 > server.connectionsMax * 85
    return Finding(
      "connections", isFull ? .warning : .ok, facts,
      "max_connections = \(server.connectionsMax)，需要 \(needed)，已用 \(server.connected)")
  }

  private static func durability(_ server: DatabaseInfo) -> Finding {
    if server.isDurable {
      return Finding("durability", .ok, "every commit is on the disk", "每次提交都已落盘")
    }
    let setting =
      server.flush == 1
      ? "sync_binlog = \(server.sync)" : "innodb_flush_log_at_trx_commit = \(server.flush)"
    return Finding(
      "durability", .critical, "a power loss loses acknowledged calls: \(setting)",
      "断电会丢失已确认的数据：\(setting)",
      remedy: "grep -rE 'innodb_flush_log|sync_binlog' /etc/mysql; set it to 1, restart mariadb")
  }

  private static func clock(_ server: DatabaseInfo) -> Finding {
    let apart = server.now.subtracting(capped: Instant.now().seconds).magnitude
    return Finding(
      "database clock", apart > 5 ? .critical : .ok, "\(apart) s apart from this machine's",
      "与本机相差 \(apart) 秒")
  }

  private static func volume(
    _ database: DatabaseConnection, _ configuration: Configuration
  ) -> Finding {
    let guarded = VolumeGuard(configuration)
    let room = guarded.room(on: database)
    guard let volume = guarded.volume else {
      return Finding("disk", .ok, "MariaDB's is on another machine", "数据库在其他机器上")
    }
    let free = "\(volume.free >> 20) MB free of \(volume.size >> 20)"
    let level: CheckLevel =
      switch room {
      case .enough: .ok
      case .little: .warning
      case .none: .critical
      }
    return Finding(
      "disk", level, free, "剩余 \(volume.free >> 20) MB，共 \(volume.size >> 20) MB",
      remedy: level == .ok ? nil : "du -xh --max-depth=2 /var | sort -h | tail")
  }

  private static func schema(_ database: DatabaseConnection) -> Finding {
    let folder = Installation.migrations
    do {
      if let name = try SchemaComparison.newer(than: folder, on: database).last {
        return Finding(
          "schema", .critical, "is of a newer version: it has \(name)", "比程序新：含有 \(name)",
          remedy: "install that version, or erp restore a backup of this one")
      }
      let pending = try Migrator(connection: database, directory: folder).pending()
      guard let first = pending.first else {
        return Finding("schema", .ok, "is that of the programs", "与程序一致")
      }
      return Finding(
        "schema", .critical, "\(pending.count) migrations wait, the first is \(first)",
        "有 \(pending.count) 个升级步骤待执行，第一个是 \(first)", remedy: "erp-setup")
    } catch {
      return Finding("schema", .critical, "\(error)", "\(error)", remedy: "erp-setup")
    }
  }

  /// An event that waits longer than that is late, in seconds.
  private static let lateSeconds: Int64 = 300

  private static func events(_ database: DatabaseConnection) -> [Finding] {
    guard let lines = try? EventAdmin.lag(on: database) else { return [] }
    let dead = lines.filter { $0.dead > 0 }.map { "\($0.consumer) \($0.dead)" }
    let late = lines.filter { $0.oldestSeconds > lateSeconds }.map(\.consumer)
    var findings: [Finding] = []
    if !dead.isEmpty {
      let list = dead.joined(separator: ", ")
      findings.append(
        Finding(
          "dead events", .warning, "were given up: \(list)", "已放弃：\(list)",
          remedy: "erp events dead")
      )
    }
    let list = late.joined(separator: ", ")
    findings.append(
      late.isEmpty
        ? Finding("events", .ok, "arrive in time", "投递及时")
        : Finding(
          "events", .critical, "are late for \(list)", "投递滞后：\(list)", remedy: "erp events lag"))
    return findings
  }

  private static func redis(_ configuration: Configuration) -> Finding {
    let redis = RedisConnection(settings: RedisOptions(configuration.redis))
    do throws(RedisError) {
      _ = try redis.command(["PING"])
      return Finding("redis", .ok, "answers", "正常")
    } catch {
      return Finding(
        "redis", .critical, "does not answer: goods of paid orders leave late; nothing is lost",
        "没有应答：已付订单的出库会延迟，数据不会丢失", remedy: "systemctl status redis-server@erp")
    }
  }
}
