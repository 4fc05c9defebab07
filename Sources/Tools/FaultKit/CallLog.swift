/// What happened to a client's calls.
package struct CallLog: Sendable {
  package init() {}

  /// Calls with a key of their own.
  package var calls = 0
  package var acknowledged = 0
  /// How often something was sent, repetitions included.
  package var tries = 0
  package var statuses: [Int: Int] = [:]
  /// Tries that ended without an answer.
  package var silent = 0
  /// Seconds from the first failed try of a call to its final answer, at worst.
  package var longestOutage = 0.0
  /// Seconds that a single try took, at worst.
  package var longestTry = 0.0
  /// Of each try that was answered, milliseconds.
  package var milliseconds: [UInt32] = []
  /// Answers that the contract does not allow.
  package var faults: [String] = []

  package mutating func add(_ other: CallLog) {
    calls += other.calls
    acknowledged += other.acknowledged
    tries += other.tries
    statuses.merge(other.statuses) { $0 + $1 }
    silent += other.silent
    longestOutage = max(longestOutage, other.longestOutage)
    longestTry = max(longestTry, other.longestTry)
    milliseconds += other.milliseconds
    faults += other.faults
  }

  /// Tries that were answered 500 or above.
  package var serverErrors: Int {
    statuses.filter { $0.key >= 500 }.values.reduce(0, +)
  }

  /// Milliseconds; `fraction` of all answers came sooner.
  package func percentile(_ fraction: Double) -> Int {
    let sorted = milliseconds.sorted()
    if sorted.isEmpty { return 0 }
    return Int(sorted[min(sorted.count - 1, Int(Double(sorted.count) * fraction))])
  }

  package var text: String {
    let answers = statuses.sorted { $0.key < $1.key }.map { "\($0.key)×\($0.value)" }
    return "calls \(calls), acknowledged \(acknowledged), tries \(tries) "
      + "(\(answers.joined(separator: " ")), no answer ×\(silent)), longest outage "
      + "\(Self.seconds(longestOutage)), longest try \(Self.seconds(longestTry))"
  }

  package static func seconds(_ value: Double) -> String {
    "\((value * 100).rounded() / 100) s"
  }
}
