extension Instant: CustomStringConvertible {
  /// Reads RFC 3339: `2026-11-22T18:14:09.123456+08:00`.
  ///
  /// The offset is required. Digits after the sixth of a second are cut off. A leap second and a
  /// date that does not exist are nil.
  package init?(rfc3339 text: String) {
    self.init(rfc3339: text.utf8.span)
  }

  /// Reads RFC 3339 from UTF-8 bytes.
  package init?(rfc3339 text: Span<UInt8>) {
    var reader = FixedTextReader()
    guard var civil = reader.date(text), reader.letter(UInt8(ascii: "T"), in: text) else {
      return nil
    }
    guard let hour = reader.number(digits: 2, in: text), reader.byte(UInt8(ascii: ":"), in: text),
      let minute = reader.number(digits: 2, in: text), reader.byte(UInt8(ascii: ":"), in: text),
      let second = reader.number(digits: 2, in: text)
    else { return nil }
    (civil.hour, civil.minute, civil.second) = (hour, minute, second)
    if reader.byte(UInt8(ascii: "."), in: text) {
      guard let fraction = reader.fraction(text) else { return nil }
      civil.microsecond = fraction
    }
    guard let offset = reader.offsetSeconds(text), reader.isAtEnd(text),
      let local = Instant(utc: civil)
    else { return nil }
    let instant = local.subtracting(seconds: Int64(offset))
    guard Self.printable.contains(instant) else { return nil }
    self = instant
  }

  /// RFC 3339 in UTC with microseconds: `2026-11-22T18:14:09.123456Z`.
  package var rfc3339: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(27)
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same as `rfc3339`.
  package var description: String { rfc3339 }

  /// Appends `rfc3339`'s 27 bytes, without making a `String`.
  ///
  /// A time outside the years 0 … 9999, which the format cannot say, is written as the nearest
  /// that it can.
  package func append(to bytes: inout [UInt8]) {
    let printed = min(max(self, Self.printable.lowerBound), Self.printable.upperBound)
    let civil = printed.utc
    FixedText.append(civil.year, digits: 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    FixedText.append(civil.month, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    FixedText.append(civil.day, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: "T"))
    FixedText.append(civil.hour, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    FixedText.append(civil.minute, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    FixedText.append(civil.second, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: "."))
    FixedText.append(civil.microsecond, digits: 6, to: &bytes)
    bytes.append(UInt8(ascii: "Z"))
  }

  /// 1970-01-01T00:00:00.000000Z … 9999-12-31T23:59:59.999999Z: what is kept.
  package static var storable: ClosedRange<Instant> {
    Instant(microseconds: 0)...printable.upperBound
  }

  /// 0000-01-01T00:00:00.000000Z … 9999-12-31T23:59:59.999999Z.
  package static var printable: ClosedRange<Instant> {
    Instant(microseconds: -62_167_219_200_000_000)...Instant(microseconds: 253_402_300_799_999_999)
  }
}
