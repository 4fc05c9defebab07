/// The range of ids: positive integers that a JSON number carries exactly everywhere.
package enum Identifier {
  /// 2^53 − 1.
  package static var maximum: Int64 { 9_007_199_254_740_991 }
  /// 1 … 2^53 − 1.
  package static var range: ClosedRange<Int64> { 1...maximum }
}

extension Int64 {
  /// Reads the one form in which an integer is written: no plus sign, no leading zeros, no -0. So
  /// an address has one spelling, and two that differ are two addresses.
  package init?(canonical text: String) {
    guard let value = Int64(text), value.description == text else { return nil }
    self = value
  }
}

extension Int64 {
  /// With leading zeros up to that many digits; a longer number simply is longer.
  package func padded(to digits: Int) -> String {
    let text = String(self)
    return String(repeating: "0", count: Swift.max(0, digits - text.utf8.count)) + text
  }
}
