import EventStream
import Kernel
import MariaDBClient
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
      let server = try ServerInfo.read(on: database)
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

  private static func connections(_ server: ServerInfo, _ configuration: Configuration) -> Finding {
    let needed = ConnectionBudget.needed(threads: configuration.threads)
    let facts =
      "max_connections \(server.maxConnections), \(needed) needed, \(server.connected) used"
    guard server.maxConnections >= needed else {
      return Finding(
        "connections", .critical, "too few: \(facts)",
        "太少：max_connections = \(server.maxConnections)，需要 \(needed)",
        remedy: "max_connections in /etc/mysql/mariadb.conf.d, or a lower ERP_THREADS")
    }
    let isFull = server.connected * 100 > server.maxConnections * 85
    return Finding(
      "connections", isFull ? .warning : .ok, facts,
      "max_connections = \(server.maxConnections)，需要 \(needed)，已用 \(server.connected)")
  }

  private static func durability(_ server: ServerInfo) -> Finding {
    if server.isDurable {
      return Finding("durability", .ok, "every commit is on the disk", "每次提交都已落盘")
    }
    return Finding(
      "durability", .critical,
      "a power loss loses acknowledged calls: innodb_flush_log_at_trx_commit = \(server.flush)",
      "断电会丢失已确认的数据：innodb_flush_log_at_trx_commit = \(server.flush)",
      remedy: "grep -r innodb_flush_log /etc/mysql; set it to 1, restart mariadb")
  }

  private static func clock(_ server: ServerInfo) -> Finding {
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
    let folder = Installation.share + "/sql/migrations"
    guard let newer = try? SchemaComparison.newer(than: folder, on: database) else {
      return Finding("schema", .critical, "there is none", "没有表结构", remedy: "erp-setup")
    }
    if let name = newer.last {
      return Finding(
        "schema", .critical, "is of a newer version: it has \(name)", "比程序新：含有 \(name)",
        remedy: "install that version, or erp restore a backup of this one")
    }
    let pending = (try? Migrator(connection: database, directory: folder).pending()) ?? []
    guard let first = pending.first else {
      return Finding("schema", .ok, "is that of the programs", "与程序一致")
    }
    return Finding(
      "schema", .critical, "\(pending.count) migrations wait, the first is \(first)",
      "有 \(pending.count) 个升级步骤待执行，第一个是 \(first)", remedy: "erp-setup")
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

/// What the server says of itself, in one round trip.
struct ServerInfo {
  let version: String
  let maxConnections: Int
  let connected: Int
  let flush: Int
  /// Seconds since 1970 by its clock.
  let now: Int64

  /// Whether a commit is on the disk before it is answered.
  var isDurable: Bool { flush == 1 }

  private static let factsSQL = SQL(
    "server.facts",
    """
    SELECT VERSION(), @@max_connections, @@innodb_flush_log_at_trx_commit, UNIX_TIMESTAMP(), \
    (SELECT COUNT(*) FROM information_schema.processlist)
    """)

  /// - Throws: `DatabaseError`
  static func read(on database: DatabaseConnection) throws(DatabaseError) -> ServerInfo {
    let facts = try database.first(factsSQL, []) { row throws(DatabaseError) in
      let version = try row.text()
      let maxConnections = try row.count()
      let flush = try row.count()
      let now = try row.int()
      return ServerInfo(
        version: version, maxConnections: maxConnections, connected: try row.count(), flush: flush,
        now: now)
    }
    guard let facts else { throw .undone(statement: factsSQL.name) }
    return facts
  }
}
