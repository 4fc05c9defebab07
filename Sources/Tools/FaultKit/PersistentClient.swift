import Foundation
import Kernel
import StackKit

/// A client as the contract wants it: every call has a key, and is repeated with the same key and
/// body until there is a final answer. Used by one thread.
package final class PersistentClient {
  package struct GaveUp: Error, CustomStringConvertible {
    package let description: String
  }

  /// Seconds that are enough for every fault but a full disk.
  package static let standardPatience = 45.0

  package let client: APIClient
  package private(set) var log = CallLog()
  private let prefix: String
  private let patience: Double
  private var random: SeededGenerator

  /// - Parameters:
  ///   - prefix: makes the keys of this client its own
  ///   - patience: seconds; after so long without a final answer a call counts as lost
  package init(
    _ stack: FaultStack, prefix: String, seed: UInt64, patience: Double = standardPatience
  ) {
    client = stack.client()
    self.prefix = prefix
    self.patience = patience
    random = SeededGenerator(seed: seed)
  }

  /// Returns the final answer, whatever it is: 2xx or a refusal.
  package func post(_ path: String, _ body: [String: Any]) throws -> APIAnswer {
    log.calls += 1
    let key = "\(prefix)-\(log.calls)"
    let started = Date()
    var failedAt: Date?
    while true {
      if let answer = attempt(path, body, key: key) {
        if let failedAt {
          log.longestOutage = max(log.longestOutage, Date().timeIntervalSince(failedAt))
        }
        log.acknowledged += 1
        return answer
      }
      failedAt = failedAt ?? Date()
      guard Date().timeIntervalSince(started) < patience else {
        throw GaveUp(description: "\(path) \(key): no final answer in \(patience) s")
      }
      usleep(UInt32.random(in: 20_000...120_000, using: &random))
    }
  }

  /// One try; nil when it is to be repeated.
  private func attempt(_ path: String, _ body: [String: Any], key: String) -> APIAnswer? {
    let sent = Date()
    defer { log.longestTry = max(log.longestTry, Date().timeIntervalSince(sent)) }
    log.tries += 1
    let answer: APIAnswer
    do {
      answer = try client.post(path, body, key: key)
    } catch {
      log.silent += 1
      return nil
    }
    log.statuses[answer.status, default: 0] += 1
    log.milliseconds.append(UInt32(Date().timeIntervalSince(sent) * 1000))
    if answer.status == 503 && answer.http.header("Retry-After") == nil {
      log.faults.append("503 without Retry-After: \(path) \(answer.http.text)")
    }
    if answer.status == 500 { log.faults.append("500: \(path) \(answer.http.text)") }
    let isFinal = answer.status < 500 && answer.error != "idempotency.in_progress"
    return isFinal ? answer : nil
  }
}
