/// The numbers that bound DECIMAL(18,s).
package enum DecimalLimit {
  /// The largest scaled value: eighteen nines.
  package static var scaled: Int64 { 999_999_999_999_999_999 }

  /// 10^exponent for 0 … 18; anything else is a programmer's error.
  package static func power(_ exponent: Int) -> Int64 {
    precondition(exponent >= 0 && exponent <= 18)
    var result: Int64 = 1
    for _ in 0..<exponent { result &*= 10 }
    return result
  }
}
