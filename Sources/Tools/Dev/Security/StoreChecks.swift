import Foundation
import Processes
import StackKit

/// What programs may do in the stores, and whether a backup is one.
enum StoreChecks {
  /// Every database user has the rights of its file, no other user is there, and none is known to
  /// another machine.
  static func grants(_ scene: SecurityScene) throws -> [String] {
    let stack = scene.stack
    let folder = stack.installation.source + "/sql/grants"
    var findings: [String] = []
    var users: Set = ["erp_admin@localhost"]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      let user = file.dropLast(".sql".count).replacingOccurrences(of: "-", with: "_")
      users.insert("\(user)@localhost")
      let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
      let written = rights(in: text)
      let held = rights(
        in: try stack.sql("SHOW GRANTS FOR '\(user)'@'localhost'").map { $0[0] + ";" }
          .joined(separator: "\n"))
      findings += held.subtracting(written).map { "\(user) holds \($0)" }
      findings += written.subtracting(held).map { "\(user) lacks \($0)" }
      if written.isEmpty { findings.append("\(file) grants nothing") }
    }
    let own = ["mariadb.sys@localhost", "root@localhost", "\(NSUserName())@localhost"]
    for row in try stack.sql("SELECT CONCAT(User, '@', Host) FROM mysql.global_priv")
    where !users.contains(row[0]) && !own.contains(row[0]) {
      findings.append("the database knows \(row[0])")
    }
    for row in try stack.sql(
      "SELECT GRANTEE, PRIVILEGE_TYPE FROM information_schema.USER_PRIVILEGES "
        + "WHERE GRANTEE LIKE '''erp\\_%' AND PRIVILEGE_TYPE <> 'USAGE'")
    // A backup's place in the binary log, and the return to a moment, are the administrator's.
    where !(row[0].hasPrefix("'erp_admin'@") && row[1].hasPrefix("BINLOG ")) {
      findings.append("\(row[0]) holds \(row[1]) on everything")
    }
    return findings + (try ledgers(stack))
  }

  /// Whole rights such as `INSERT ON stock_move`, one for each privilege of each table.
  private static func rights(in text: String) -> Set<String> {
    var rights: Set<String> = []
    let plain = text.replacingOccurrences(of: "`", with: "")
    for found in plain.matches(of: /GRANT ([^;]+?) ON erp\.([a-z_]+) TO/) {
      // Commas within parentheses part columns, not privileges.
      let list = String(found.1).replacing(/\([^)]*\)/) { match in
        let columns = match.0.dropFirst().dropLast().split(separator: ",")
          .map { $0.trimmingCharacters(in: .whitespaces) }.sorted()
        return "(\(columns.joined(separator: "+")))"
      }
      for privilege in list.split(separator: ",") {
        let name = privilege.split(whereSeparator: \.isWhitespace).joined()
        rights.insert("\(name) ON \(found.2)")
      }
    }
    return rights
  }

  /// Tried, too: a program cannot change what has been booked.
  private static func ledgers(_ stack: Stack) throws -> [String] {
    var findings: [String] = []
    for (user, statement) in [
      ("stock", "UPDATE stock_move SET quantity = 0"), ("order", "DELETE FROM stock_move"),
      ("order", "DELETE FROM outbox"), ("user", "DELETE FROM api_call"),
      ("item", "SELECT password_hash FROM user_account"), ("ops", "DROP TABLE outbox"),
      ("auth", "SELECT password_hash FROM user_account"),
    ] {
      let secret = stack.layout.secret("database-\(user)")
      let password = try String(contentsOfFile: secret, encoding: .utf8)
      let options = """
        [client]
        socket=\(stack.layout.socket("mariadb"))
        user=erp_\(user)
        password=\(password)
        """
      let file = stack.layout.root + "/client.cnf"
      _ = FileManager.default.createFile(
        atPath: file, contents: Data(options.utf8), attributes: [.posixPermissions: 0o600])
      defer { try? FileManager.default.removeItem(atPath: file) }
      let result = try Command.run(
        ["mariadb", "--defaults-file=\(file)", "erp"], input: statement)
      if result.status == 0 || !result.errors.contains("denied") {
        findings.append("erp_\(user): \(statement): \(result.status) \(result.errors)")
      }
    }
    return findings
  }

  /// Programs use the commands they need, on their own keys. (The stack runs with the rights of the
  /// package's redis.conf, and has sold by now.)
  static func redis(_ scene: SecurityScene) throws -> [String] {
    let socket = scene.stack.layout.socket("redis")
    func ask(_ words: String...) throws -> String {
      try Command.run(["redis-cli", "-s", socket] + words).output
    }
    var findings: [String] = []
    for words in [
      ["FLUSHALL"], ["FLUSHDB"], ["CONFIG", "GET", "*"], ["DEBUG", "SLEEP", "0"], ["KEYS", "*"],
      ["SHUTDOWN", "NOSAVE"], ["SAVE"], ["REPLICAOF", "NO", "ONE"], ["MODULE", "LIST"],
      ["ACL", "LIST"], ["CLIENT", "LIST"], ["MONITOR"], ["SCRIPT", "FLUSH"], ["SET", "other", "1"],
      ["GET", "other"], ["XADD", "other", "*", "a", "1"],
      ["EVAL", "return redis.call('SET', 'other', '1')", "0"],
      ["EVAL", "return redis.call('FLUSHALL')", "0"],
    ] {
      let said = try Command.run(["timeout", "2", "redis-cli", "-s", socket] + words).output
      let refusals = [
        "NOPERM", "permission", "DEBUG command not allowed", "user executing the script",
      ]
      if !refusals.contains(where: said.contains) {
        findings.append("\(words.joined(separator: " ")): \(said.prefix(80))")
      }
    }
    if try ask("SET", "erp:security", "1").contains("OK") == false {
      findings.append("its own keys are closed too")
    }
    _ = try ask("DEL", "erp:security")
    // Whatever the programs asked for and did not get would stand in their logs.
    for (file, text) in try scene.logs() where text.contains("NOPERM") {
      findings.append("\(file): a program lacks a right")
    }
    return findings
  }

  /// Dumped while the stack runs, restored beside it, audited.
  static func backup(_ scene: SecurityScene) throws -> [String] {
    let stack = scene.stack
    try scene.faults.waitForQuiet()
    let connect = [
      "--no-defaults", "--socket=\(stack.layout.socket("mariadb"))", "--user=\(NSUserName())",
    ]
    let dump = try Command.require(
      ["mariadb-dump"] + connect
        + ["--single-transaction", "--quick", "--hex-blob", "--skip-lock-tables", "erp"])
    try stack.sql(
      "CREATE DATABASE erp_restored CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin; "
        + "GRANT ALL PRIVILEGES ON erp_restored.* TO erp_admin@localhost")
    try Command.require(["mariadb"] + connect + ["erp_restored"], input: dump)
    let audit = try stack.operate(
      ["audit", "--grace", "0"], environment: ["ERP_DB_NAME": "erp_restored"])
    var findings = audit.status == 0 ? [] : audit.output.split(separator: "\n").map(String.init)
    for table in ["stock_move", "sales_order", "outbox", "inbox", "user_account", "api_call"] {
      let counts = try ["erp", "erp_restored"].map {
        try stack.sql("SELECT COUNT(*) FROM \($0).\(table)")
      }
      if counts[0] != counts[1] { findings.append("\(table): \(counts)") }
    }
    try stack.sql(
      "DROP DATABASE erp_restored; REVOKE ALL PRIVILEGES ON erp_restored.* FROM erp_admin@localhost"
    )
    return findings
  }
}
