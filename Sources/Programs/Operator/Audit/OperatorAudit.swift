import FoundationEssentials
import Glibc
import MariaDBClient
import Processes
import Transactions

/// What is done with this program, as the audit log shows it: `cli.` and what, by nobody of the
/// house (user 0), from `local:` and the account of whoever called sudo.
enum OperatorAudit {
  /// The id of this run, for its row in the audit log and for the events that it publishes.
  static let requestID: String = {
    let random = UInt64.random(in: .min ... .max)
    let digits = String(random, radix: 16)
    return "cli-" + String(repeating: "0", count: 16 - digits.count) + digits
  }()

  /// Writes the row; in the transaction that does the deed, where there is one.
  ///
  /// - Parameters:
  ///   - action: the command's words, `user reset-password`: the row's action is
  ///     `cli.user.reset_password` and its path `erp user reset-password`. Never a value, never a
  ///     secret.
  ///   - object: what it is about, such as `user:2`
  static func record(
    _ action: String, object: String? = nil, on database: DatabaseConnection
  ) throws(DatabaseError) {
    let name = action.replacing(" ", with: ".").replacing("-", with: "_")
    try AuditLog.record(
      AuditLog.OperatorDeed(
        action: "cli.\(name)", path: "erp \(action)", object: object,
        remoteAddress: remoteAddress, requestID: requestID),
      on: database)
  }

  /// `local:` and the account, in the 45 bytes of an address.
  static var remoteAddress: String {
    let account = Command.inherited["SUDO_USER"] ?? ""
    return String("local:\(account.isEmpty ? ownAccount : account)".unicodeScalars.prefix(45))
  }

  private static var ownAccount: String {
    geteuid() == 0 ? "root" : Command.inherited["USER"] ?? "uid \(geteuid())"
  }
}
