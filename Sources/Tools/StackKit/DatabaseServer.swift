import Foundation
import Glibc
import Processes

/// The private MariaDB: its settings, its data folder, its users. In a cluster: one of its nodes.
package struct DatabaseServer: Sendable {
  package let layout: StackLayout
  /// From 1; the first has the names that a server alone has.
  var number = 1

  /// The part's name in the stack.
  package var name: String { number == 1 ? "mariadb" : "mariadb-\(number)" }
  var folder: String { number == 1 ? layout.mariadb : "\(layout.mariadb)-\(number)" }
  var socket: String { layout.socket(name) }
  var settingsFile: String { folder + "/my.cnf" }
  var data: String { folder + "/data" }

  /// Durable at each commit and strict.
  /// - Parameters:
  ///   - network: how it is reached besides the unix socket: not at all, or in a cluster
  ///   - log: keeps a binary log, for a return to any moment; there is no replica
  func writeSettings(
    small: Bool, network: String = "skip-networking\n", log: Bool = false
  ) throws(StackFault) {
    let text = """
      [mariadbd]
      datadir = \(data)
      socket = \(socket)
      pid-file = \(folder)/mariadbd.pid
      tmpdir = \(folder)
      skip-name-resolve
      \(log ? "log_bin = \(data)/erp-bin\nbinlog_format = ROW" : "skip-log-bin")
      performance_schema = OFF
      max_connections = 500
      thread_cache_size = 64
      table_open_cache = 2000
      back_log = 512
      local_infile = OFF
      secure_file_priv = \(folder)
      default_time_zone = '+00:00'
      sql_mode = STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,\
      NO_ENGINE_SUBSTITUTION
      character_set_server = utf8mb4
      collation_server = utf8mb4_nopad_bin
      transaction_isolation = READ-COMMITTED
      innodb_buffer_pool_size = 256M
      innodb_log_file_size = \(small ? "96M" : "256M")
      innodb_flush_log_at_trx_commit = 1
      innodb_rollback_on_timeout = ON
      innodb_lock_wait_timeout = 3
      innodb_print_all_deadlocks = ON
      innodb_buffer_pool_dump_at_shutdown = OFF
      innodb_buffer_pool_load_at_startup = OFF

      """
    do {
      try (text + network).write(toFile: settingsFile, atomically: true, encoding: .utf8)
    } catch {
      throw StackFault("cannot write \(settingsFile): \(error)")
    }
  }

  var isInstalled: Bool { access(data + "/mysql", F_OK) == 0 }

  /// Makes the data folder, whose only superuser is the system's user that runs us. (`--force`:
  /// also on a machine that cannot look up its own name.)
  func install() throws(StackFault) {
    try? FileManager.default.removeItem(atPath: data)
    try Command.require([
      "mariadb-install-db", "--defaults-file=\(settingsFile)", "--user=\(Self.systemUser)",
      "--skip-test-db", "--force", "--skip-name-resolve",
      "--auth-root-authentication-method=socket",
      "--auth-root-socket-user=\(Self.systemUser)",
    ])
  }

  /// mariadbd refuses to run as root unless told so by name.
  var command: [String] {
    [
      Command.path(of: "mariadbd") ?? "mariadbd", "--defaults-file=\(settingsFile)",
      "--user=\(Self.systemUser)",
    ]
  }

  /// Does it greet? (The socket's file is there before that.)
  var answers: Bool {
    guard let descriptor = try? UnixSocket.connect(to: socket) else { return false }
    defer { close(descriptor) }
    UnixSocket.setTimeout(1, on: descriptor)
    return Descriptor.read(descriptor, maximum: 5)?.count == 5
  }

  /// The database and one user per program. Their rights come with the migrations.
  /// - Parameter host: whence they connect, as MariaDB writes it
  func createUsers(_ secrets: Secrets, from host: String = "localhost") throws(StackFault) {
    var text = "CREATE DATABASE IF NOT EXISTS erp"
    text += " CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;\n"
    for user in Secrets.databaseUsers {
      let password = try secrets.secret("database-\(user)")
      text += "CREATE USER IF NOT EXISTS erp_\(user)@'\(host)' IDENTIFIED BY '\(password)';\n"
      text += "ALTER USER erp_\(user)@'\(host)' IDENTIFIED BY '\(password)';\n"
    }
    text += "GRANT ALL PRIVILEGES ON erp.* TO erp_admin@'\(host)' WITH GRANT OPTION;\n"
    for name in ["erp_restoring", "erp_before_restore", "erp_rehearsal"] {
      text += "GRANT ALL PRIVILEGES ON \(name).* TO erp_admin@'\(host)';\n"
    }
    text += "GRANT BINLOG ADMIN, BINLOG MONITOR, BINLOG REPLAY ON *.* TO erp_admin@'\(host)';\n"
    try run(text, database: nil)
  }

  /// Runs SQL text as the superuser through the command line client: tab-separated rows.
  @discardableResult
  package func run(_ sql: String, database: String? = "erp") throws(StackFault) -> String {
    var command = [
      "mariadb", "--no-defaults", "--socket=\(socket)", "--user=\(Self.systemUser)", "--batch",
      "--skip-column-names", "--default-character-set=utf8mb4",
    ]
    if let database { command.append(database) }
    return try Command.require(command, input: sql)
  }

  static var systemUser: String {
    guard let entry = getpwuid(getuid()) else { return "root" }
    return String(cString: entry.pointee.pw_name)
  }
}
