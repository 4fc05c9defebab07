import Processes

/// What was changed at the entrance, for the machine's own log: MariaDB may be away just then.
enum EntranceDeed {
  /// - Parameters:
  ///   - action: the command's words; never a value, never a secret
  ///   - object: what it was about, such as `token:prometheus`
  static func record(_ action: String, object: String) {
    let person = Command.inherited["SUDO_USER"] ?? "root"
    let line = "erp \(action): \(object), by \(person)"
    _ = try? Command.run(["logger", "-p", "auth.notice", "-t", "erp", "--", line], seconds: 10)
  }
}
