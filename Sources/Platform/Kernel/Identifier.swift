/// The range of ids: positive integers that a JSON number carries exactly everywhere.
package enum Identifier {
  /// 2^53 − 1.
  package static var maximum: Int64 { 9_007_199_254_740_991 }
  /// 1 … 2^53 − 1.
  package static var range: ClosedRange<Int64> { 1...maximum }
}
