import Foundation

/// Clocks that are wrong, by libfaketime, and can be set while the stack runs. Only the time of
/// day is false; what runs by a monotonic clock goes on.
package struct FalseClocks: Sendable {
  package enum Owner: String, Sendable {
    case programs
    case database
  }

  /// Two files, each saying how far a clock is off.
  private let folder: String
  private let library: String

  /// Right at first. Throws when libfaketime is not installed.
  package init(folder: String) throws {
    let places = try FileManager.default.contentsOfDirectory(atPath: "/usr/lib")
    let libraries = places.map { "/usr/lib/\($0)/faketime/libfaketimeMT.so.1" }
    guard let library = libraries.first(where: { access($0, R_OK) == 0 }) else {
      throw StackFault("libfaketime is missing: apt-get install libfaketime")
    }
    self.library = library
    self.folder = folder
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for owner in [Owner.programs, .database] { try set(owner, off: 0) }
  }

  /// Sets a clock so many seconds off. It is noticed within a second.
  package func set(_ owner: Owner, off seconds: Int) throws {
    let text = (seconds < 0 ? "" : "+") + "\(seconds)s\n"
    try text.write(toFile: file(owner), atomically: true, encoding: .utf8)
  }

  private func file(_ owner: Owner) -> String { "\(folder)/\(owner.rawValue)" }

  func environment(of owner: Owner) -> [String: String] {
    [
      "LD_PRELOAD": library, "FAKETIME_TIMESTAMP_FILE": file(owner),
      "FAKETIME_CACHE_DURATION": "1", "DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1",
    ]
  }
}
