extension FixedDecimal {
  /// Reads a number in JSON's grammar exactly; see `DecimalText.parse`.
  package init(parsing text: Span<UInt8>) throws(DecimalFault) {
    self.init(proved: try DecimalText.parse(text, places: Unit.places))
  }

  /// Reads a number in JSON's grammar exactly; see `DecimalText.parse`.
  package init(parsing text: String) throws(DecimalFault) {
    try self.init(parsing: text.utf8.span)
  }

  /// The value of a text, or nil when it is no number, has more places, or does not fit.
  package init?(exactly text: some StringProtocol) {
    try? self.init(parsing: String(text))
  }

  /// The value of a text's bytes, or nil when it is no number, has more places, or does not fit.
  package init?(exactly bytes: ArraySlice<UInt8>) {
    try? self.init(parsing: bytes.span)
  }

  /// The value of a text's bytes, or nil when it is no number, has more places, or does not fit.
  package init?(exactly bytes: [UInt8]) {
    try? self.init(parsing: bytes.span)
  }

  /// Appends the description's bytes, without making a `String`.
  package func append(to bytes: inout [UInt8]) {
    DecimalText.append(scaled, places: Unit.places, to: &bytes)
  }
}

extension FixedDecimal: CustomStringConvertible {
  /// The value with all places, for example `12.30`.
  package var description: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(24)
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
