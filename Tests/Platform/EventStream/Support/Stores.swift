import Foundation
import MariaDBClient
import RedisClient

/// Starts real stores.
enum Stores {
  /// The MariaDB that most tests share; each has a database of its own in it.
  static let sharedDatabase = Result { try mariaDB() }

  static func mariaDB() throws -> PrivateServer {
    try PrivateServer(
      "mariadb",
      prepare: [
        "/usr/bin/mariadb-install-db", "--no-defaults", "--user=root", "--datadir=@/data",
        "--skip-test-db", "--auth-root-authentication-method=normal",
        "--innodb-log-file-size=32M",
      ],
      command: [
        "/usr/sbin/mariadbd", "--no-defaults", "--user=root", "--datadir=@/data",
        "--socket=@/socket", "--pid-file=@/pid", "--log-error=@/log", "--skip-networking",
        "--innodb-log-file-size=32M", "--innodb-buffer-pool-size=128M",
        "--innodb-flush-log-at-trx-commit=1", "--innodb-rollback-on-timeout=ON",
      ],
      isReady: { socket in
        let options = DatabaseOptions(
          endpoint: .socket(socket), user: "root", database: "mysql")
        return (try? DatabaseConnection(settings: options).administer("SELECT 1")) != nil
      })
  }

  /// A Redis without any persistence.
  static func redis(_ extra: [String] = []) throws -> PrivateServer {
    try PrivateServer(
      "redis",
      command: [
        "/usr/bin/redis-server", "--port", "0", "--unixsocket", "@/socket", "--dir", "@",
        "--save", "", "--appendonly", "no", "--daemonize", "no",
      ] + extra,
      isReady: { socket in
        let connection = RedisConnection(settings: RedisOptions(endpoint: .socket(socket)))
        return (try? connection.command(["PING"])) != nil
      })
  }

  /// The platform's migrations, each as one statement.
  static func platformSchema() throws -> [String] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../../sql/migrations").standardized.path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix("001") }.sorted()
    return try names.map { name in
      try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
        .trimmingCharacters(in: CharacterSet(charactersIn: "; \n"))
    }
  }
}
