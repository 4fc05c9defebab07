import FoundationEssentials
import Glibc
import Processes

/// The administrator's files for Nginx, in `/etc/erp/nginx/local`: changed together, and only when
/// Nginx takes the change and the proof holds. Else all is put back.
struct EntranceFiles {
  static let local = "\(Installation.settings)/nginx/local"

  /// One file; nil as text takes it away.
  struct Change {
    let path: String
    let text: String?
    var mode: UInt32 = 0o644
  }

  /// What is there; nil for nothing.
  static func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }

  /// Makes the changes and lets Nginx read them.
  /// - Throws: `ProcessFault` when a file cannot be written, Nginx refuses, or `proof` throws; then
  ///   everything is as before
  static func apply(
    _ changes: [Change], proof: () throws(ProcessFault) -> Void = { () throws(ProcessFault) in }
  ) throws(ProcessFault) {
    let before = changes.map { Change(path: $0.path, text: text($0.path), mode: $0.mode) }
    do throws(ProcessFault) {
      for change in changes { try write(change) }
      try Command.require(["nginx", "-t", "-q"], seconds: 30)
      try reload()
      try proof()
    } catch {
      for change in before { try? write(change) }
      try? reload()
      throw error
    }
  }

  /// Whether Nginx runs; where it does not, what was written holds from its start on.
  static var isRunning: Bool {
    guard let pid = text("/run/nginx.pid").flatMap({ Int32($0.split(separator: "\n").first ?? "") })
    else { return false }
    return kill(pid, 0) == 0
  }

  private static func reload() throws(ProcessFault) {
    guard isRunning else { return }
    try Command.require(["nginx", "-s", "reload"], seconds: 30)
  }

  /// - Throws: `ProcessFault` when it cannot be written
  static func write(_ change: Change) throws(ProcessFault) {
    guard let text = change.text else { return ReplacedFile.remove(change.path) }
    try ReplacedFile.write(text, to: change.path, mode: change.mode)
  }
}
