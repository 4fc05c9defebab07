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

/// Walks once over a number in JSON's grammar and keeps its significant digits.
struct DecimalScanner {
  private var index = 0
  /// Zeros since the last other digit; they count only if another digit follows.
  private var pendingZeros = 0
  private var significantDigits = 0

  /// The digits without zeros at either end; meaningless when `hasSurplusDigits`.
  private(set) var mantissa: Int64 = 0
  /// The power of ten of the mantissa's last digit.
  private(set) var exponent = 0
  private(set) var isNegative = false
  private(set) var hasExponent = false
  /// Digits written after the point.
  private(set) var fractionDigits = 0
  /// More than 18 significant digits.
  private(set) var hasSurplusDigits = false

  /// Reads the whole text; `notANumber` when it does not match the grammar.
  mutating func scan(_ text: Span<UInt8>) throws(DecimalFault) {
    if next(text) == UInt8(ascii: "-") {
      isNegative = true
      index += 1
    }
    let first = index
    let wholeDigits = scanDigits(text)
    guard wholeDigits > 0 else { throw .notANumber }
    if wholeDigits > 1 && text[first] == UInt8(ascii: "0") { throw .notANumber }
    if next(text) == UInt8(ascii: ".") {
      index += 1
      fractionDigits = scanDigits(text)
      guard fractionDigits > 0 else { throw .notANumber }
    }
    exponent = pendingZeros - fractionDigits
    if let letter = next(text), letter | 0x20 == UInt8(ascii: "e") {
      index += 1
      hasExponent = true
      exponent += try scanExponent(text)
    }
    guard index == text.count else { throw .notANumber }
  }

  private func next(_ text: Span<UInt8>) -> UInt8? {
    index < text.count ? text[index] : nil
  }

  private mutating func scanDigits(_ text: Span<UInt8>) -> Int {
    let first = index
    while index < text.count {
      let digit = text[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { break }
      index += 1
      take(digit)
    }
    return index - first
  }

  private mutating func take(_ digit: UInt8) {
    guard digit != 0 else {
      if significantDigits > 0 { pendingZeros += 1 }
      return
    }
    significantDigits += pendingZeros + 1
    if significantDigits > 18 {
      hasSurplusDigits = true
      mantissa = 1
    } else {
      mantissa = mantissa &* DecimalLimit.power(pendingZeros + 1) &+ Int64(digit)
    }
    pendingZeros = 0
  }

  private mutating func scanExponent(_ text: Span<UInt8>) throws(DecimalFault) -> Int {
    var isBelow = false
    if let sign = next(text), sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isBelow = sign == UInt8(ascii: "-")
      index += 1
    }
    let first = index
    var value = 0
    while let byte = next(text), byte &- UInt8(ascii: "0") <= 9 {
      // Held below anything that a text of a length that fits in memory could balance.
      value = min(value * 10 + Int(byte &- UInt8(ascii: "0")), 1 << 50)
      index += 1
    }
    guard index > first else { throw .notANumber }
    return isBelow ? -value : value
  }
}
