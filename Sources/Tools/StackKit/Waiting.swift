import Foundation

/// Asks again and again until the answer is yes; the last time when the time is over. Half a minute
/// is more than any machine needs.
/// - Returns: after how many seconds it was; nil when it never was
package func secondsUntil<Fault: Error>(
  within limit: Double = 30, everyMilliseconds pause: UInt32 = 5,
  _ condition: () throws(Fault) -> Bool
) throws(Fault) -> Double? {
  let start = Date()
  while true {
    let isLast = Date().timeIntervalSince(start) >= limit
    if try condition() { return Date().timeIntervalSince(start) }
    if isLast { return nil }
    usleep(pause * 1_000)
  }
}

/// Whether the answer is yes in time; see `secondsUntil`.
@discardableResult
package func comesTrue<Fault: Error>(
  within limit: Double = 30, everyMilliseconds pause: UInt32 = 5,
  _ condition: () throws(Fault) -> Bool
) throws(Fault) -> Bool {
  try secondsUntil(within: limit, everyMilliseconds: pause, condition) != nil
}
