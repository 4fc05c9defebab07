import Foundation
import StackKit

/// The stack that all end-to-end tests of one test process share: started by the first that asks,
/// ended with the process. No rate limit. Tests that break parts for long start their own.
enum SharedStack {
  static func get() throws -> Stack { try started.get() }

  /// A client that is logged in as `admin`.
  static func admin() throws -> APIClient { try APIClient.admin(of: get()) }

  /// A folder of its own for a stack that one suite starts for itself. What earlier test processes
  /// left there (logs) goes.
  static func directory(_ name: String) throws -> String {
    let stacks = "\(try Installation().programs)/stacks"
    for entry in (try? FileManager.default.contentsOfDirectory(atPath: stacks)) ?? [] {
      let owner = entry.hasPrefix(name + "-") ? Int32(entry.dropFirst(name.count + 1)) : nil
      if let owner, owner != getpid(), kill(owner, 0) != 0 {
        try? FileManager.default.removeItem(atPath: "\(stacks)/\(entry)")
      }
    }
    return "\(stacks)/\(name)-\(getpid())"
  }

  private static let started = Result {
    try Stack.start(
      directory: directory("shared"), environment: ["ERP_ALLOWED_ORIGINS": "https://erp.test"])
  }
}
