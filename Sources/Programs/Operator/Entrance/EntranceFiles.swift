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
  static var isRunning: Bool { master.map { kill($0, 0) == 0 } ?? false }

  private static var master: Int32? {
    text("/run/nginx.pid").flatMap { Int32($0.split(separator: "\n").first ?? "") }
  }

  /// How long Nginx may take to read its files: the workers of before answer until then.
  private static let reloadSeconds = 10

  /// Until workers that have read the change are the ones that take calls. Where Nginx could not do
  /// it, such as for a port that is taken, the workers of before go on, which a proof will find.
  private static func reload() throws(ProcessFault) {
    guard isRunning else { return }
    let before = workers()
    try Command.require(["nginx", "-s", "reload"], seconds: 30)
    let deadline = ContinuousClock.now + .seconds(reloadSeconds)
    while !before.isDisjoint(with: workers()), ContinuousClock.now < deadline { usleep(20_000) }
  }

  /// The processes that take calls; one that ends says so in its title.
  private static func workers() -> Set<Int32> {
    guard let master else { return [] }
    let children = text("/proc/\(master)/task/\(master)/children") ?? ""
    return Set(
      children.split(separator: " ").compactMap { Int32($0) }.filter {
        let title = text("/proc/\($0)/cmdline") ?? ""
        return title.hasPrefix("nginx: worker process") && !title.contains("shutting down")
      })
  }

  /// - Throws: `ProcessFault` when it cannot be written
  static func write(_ change: Change) throws(ProcessFault) {
    guard let text = change.text else { return WholeFile.remove(change.path) }
    try WholeFile.write(text, to: change.path, mode: change.mode)
  }
}
