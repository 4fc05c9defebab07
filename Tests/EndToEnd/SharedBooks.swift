import Foundation

/// The books of the stack that suites share: whoever judges all of them, and whoever damages a few
/// of them to see it found, take turns.
enum SharedBooks {
  private static let turn = NSLock()

  static func alone<Result>(_ body: () throws -> Result) rethrows -> Result {
    try turn.withLock(body)
  }
}
