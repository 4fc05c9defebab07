import MariaDBClient
import Processes

/// What was changed at this machine outside of the database: a row in the audit log all the same,
/// and a line in the machine's own log, since MariaDB may be away just then.
enum MachineDeed {
  /// - Parameters:
  ///   - action: the command's words; never a value, never a secret
  ///   - object: what it was about, such as `token:prometheus`
  static func record(_ action: String, object: String? = nil) {
    let line = "erp \(action)\(object.map { ": \($0)" } ?? ""), by \(OperatorAudit.remoteAddress)"
    _ = try? Command.run(["logger", "-p", "auth.notice", "-t", "erp", "--", line], seconds: 10)
    guard let session = try? OperatorSession() else { return }
    try? OperatorAudit.record(action, object: object, on: session.database)
  }
}
