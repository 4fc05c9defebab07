import Foundation
package import MariaDBClient
package import TestKit

/// A MariaDB server of the tests' own, in a temporary folder, on a unix socket.
package final class PrivateMariaDB: @unchecked Sendable {
  package let folder: String
  package private(set) var process: ServerProcess
  private let command: [String]

  /// The server that most tests share; each test uses tables of its own.
  package static let shared: Result<PrivateMariaDB, any Error> = Result { try PrivateMariaDB() }

  package struct StartFault: Error {
    package let log: String

    init(_ folder: String) {
      log = String(
        ((try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? "").suffix(2000))
    }
  }

  /// A new server's files, made once; every server begins with a copy of them.
  private static let template: Result<String, any Error> = Result {
    let folder = try ServerProcess.folder("erp-mariadb-new")
    let install = try ServerProcess(
      [
        "/usr/bin/mariadb-install-db", "--no-defaults", "--user=root", "--datadir=\(folder)/data",
        "--tmpdir=\(folder)", "--skip-test-db", "--auth-root-authentication-method=normal",
        "--innodb-log-file-size=8M",
      ], output: folder + "/log")
    install.wait()
    guard FileManager.default.fileExists(atPath: folder + "/data/mysql/proxies_priv.MAI") else {
      throw StartFault(folder)
    }
    return folder + "/data"
  }

  /// - Parameter arguments: the server's own, after ours: the last of two counts
  package init(arguments: [String] = ["--skip-networking"]) throws {
    folder = try ServerProcess.folder("erp-mariadb")
    try FileManager.default.copyItem(atPath: Self.template.get(), toPath: folder + "/data")
    command =
      [
        "/usr/sbin/mariadbd", "--no-defaults", "--user=root", "--datadir=\(folder)/data",
        // Its own: a server that starts deletes what others keep in a common one.
        "--tmpdir=\(folder)",
        "--socket=\(folder)/socket", "--pid-file=\(folder)/pid",
        "--innodb-rollback-on-timeout=ON", "--innodb-log-file-size=8M",
        "--innodb-buffer-pool-size=32M", "--innodb-flush-log-at-trx-commit=1",
      ] + arguments
    process = try ServerProcess(command, output: folder + "/log")
    try awaitStart()
    let root = DatabaseConnection(settings: options(database: "mysql"))
    try root.administer("CREATE DATABASE IF NOT EXISTS erp")
  }

  package var socket: String { folder + "/socket" }

  package func options(database: String = "erp") -> DatabaseOptions {
    DatabaseOptions(endpoint: .socket(socket), user: "root", database: database)
  }

  package func connect() -> DatabaseConnection { DatabaseConnection(settings: options()) }

  /// Starts it again after `killHard()`, with what it had committed.
  package func start() throws {
    process = try ServerProcess(command, output: folder + "/log")
    try awaitStart()
  }

  /// The same with further arguments, on TCP too.
  package func start(with arguments: [String]) throws {
    let others = command.filter { $0 != "--skip-networking" }
    process = try ServerProcess(others + arguments, output: folder + "/log")
    try awaitStart()
  }

  package func killHard() { process.killHard() }

  package func stop() {
    process.killHard()
    ServerProcess.remove(folder)
  }

  private func awaitStart() throws {
    let probe = DatabaseConnection(settings: options(database: "mysql"))
    for _ in 0..<1000 where process.isRunning {
      if (try? probe.administer("SELECT 1")) != nil { return }
      usleep(30_000)
    }
    throw StartFault(folder)
  }
}
