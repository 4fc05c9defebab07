/// Reads and writes decimals as text, exactly.
package enum DecimalText {
  /// The scaled value of a number in JSON's grammar: `-`, digits, fraction, exponent.
  ///
  /// A fraction that is written longer than `places` is `tooManyPlaces`, zeros or not; with an
  /// exponent the value alone counts, so `1e2` and `150e-1` are read. The time depends on the
  /// length of the text, never on the size of the exponent.
  package static func parse(_ text: Span<UInt8>, places: Int) throws(DecimalFault) -> Int64 {
    var scanner = DecimalScanner()
    try scanner.scan(text)
    if !scanner.hasExponent && scanner.fractionDigits > places { throw .tooManyPlaces }
    guard scanner.mantissa != 0 else { return 0 }
    // The value is mantissa × 10^exponent, and the mantissa does not end in zero.
    let shift = scanner.exponent + places
    if shift < 0 { throw .tooManyPlaces }
    if shift > 18 || scanner.hasSurplusDigits { throw .outOfRange }
    let (scaled, overflow) = scanner.mantissa.multipliedReportingOverflow(
      by: DecimalLimit.power(shift))
    guard !overflow, scaled <= DecimalLimit.scaled else { throw .outOfRange }
    return scanner.isNegative ? scaled.negated : scaled
  }

  /// Appends `scaled` with exactly `places` digits after the point, for example `-0.05`.
  package static func append(_ scaled: Int64, places: Int, to bytes: inout [UInt8]) {
    var digits = InlineArray<24, UInt8>(repeating: 0)
    var start = digits.count
    var rest = scaled.magnitude
    var written = 0
    repeat {
      if written == places && places > 0 {
        start -= 1
        digits[start] = UInt8(ascii: ".")
      }
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      start -= 1
      digits[start] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit)
      rest = quotient
      written += 1
    } while rest != 0 || written <= places
    if scaled < 0 {
      start -= 1
      digits[start] = UInt8(ascii: "-")
    }
    unsafe digits.span.extracting(start..<digits.count).withUnsafeBufferPointer {
      unsafe bytes.append(contentsOf: $0)
    }
  }
}
