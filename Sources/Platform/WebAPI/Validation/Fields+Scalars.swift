import JSONCoding
package import Kernel

/// Integers, flags, choices and times.
extension Fields {
  func fault<T>(_ key: StaticString, _ reason: FaultReason) -> T? {
    faults.add(memberPath(key), reason)
    return nil
  }

  /// A required integer in `range`.
  package mutating func integer(_ key: StaticString, _ range: ClosedRange<Int64>) -> Int64 {
    let found = value(key, .integer(range), isRequired: true)
    return read(found, key, range) ?? range.lowerBound
  }

  /// An integer in `range` that may be absent.
  package mutating func optionalInteger(_ key: StaticString, _ range: ClosedRange<Int64>) -> Int64?
  {
    let found = value(key, .integer(range), isRequired: false)
    return read(found, key, range)
  }

  /// A required count in `range`, which lies within 0 … 10⁹.
  package mutating func count(_ key: StaticString, _ range: ClosedRange<Int64>) -> Int {
    Int(counting: integer(key, range)) ?? 0
  }

  /// A count in `range`, within 0 … 10⁹, that may be absent.
  package mutating func optionalCount(_ key: StaticString, _ range: ClosedRange<Int64>) -> Int? {
    optionalInteger(key, range).flatMap { Int(counting: $0) }
  }

  /// A required id, 1 … 2^53−1.
  package mutating func id(_ key: StaticString) -> Int64 { integer(key, 1...Identifier.maximum) }

  /// The number of a version.
  package mutating func positive(_ key: StaticString) -> Int64 { id(key) }

  /// An id that may be absent.
  package mutating func optionalID(_ key: StaticString) -> Int64? {
    optionalInteger(key, 1...Identifier.maximum)
  }

  private func read(_ value: Value, _ key: StaticString, _ range: ClosedRange<Int64>) -> Int64? {
    let number: Int64?
    switch value {
    case .absent: return nil
    case .query(let text): number = Int64(canonical: text)
    case .json(let node): number = node.kind == .number ? node.integer() : nil
    }
    guard let number else { return fault(key, .notAnInteger) }
    guard range.contains(number) else {
      return fault(key, .outOfRange("\(range.lowerBound) … \(range.upperBound)"))
    }
    return number
  }

  /// True or false, `standard` when absent.
  package mutating func flag(_ key: StaticString, default standard: Bool) -> Bool {
    optionalFlag(key) ?? standard
  }

  /// A required true or false; false stands in for a faulty one.
  package mutating func flag(_ key: StaticString) -> Bool {
    flag(key, isRequired: true) ?? false
  }

  /// True, false or absent.
  package mutating func optionalFlag(_ key: StaticString) -> Bool? {
    flag(key, isRequired: false)
  }

  private mutating func flag(_ key: StaticString, isRequired: Bool) -> Bool? {
    switch value(key, .boolean, isRequired: isRequired) {
    case .absent: return nil
    case .query("true"), .query("1"): return true
    case .query("false"), .query("0"): return false
    case .query: return fault(key, .notABoolean)
    case .json(let node):
      return node.bool ?? fault(key, .notABoolean)
    }
  }

  /// A required one of an enumeration's raw values; the first case stands in for a faulty one.
  package mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: StaticString, _ type: Choice.Type
  ) -> Choice? {
    choice(key, type, isRequired: true)
  }

  /// One of an enumeration's raw values, or absent.
  package mutating func optionalChoice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: StaticString, _ type: Choice.Type
  ) -> Choice? {
    choice(key, type, isRequired: false)
  }

  /// One of `values`, or absent.
  mutating func optionalText(_ key: StaticString, oneOf values: [String]) -> String? {
    text(key, oneOf: values, isRequired: false)
  }

  private mutating func text(
    _ key: StaticString, oneOf values: [String], isRequired: Bool
  ) -> String? {
    let text: String
    switch value(key, .choice(values), isRequired: isRequired) {
    case .absent: return nil
    case .query(let query): text = query
    case .json(let node):
      guard let string = node.text else { return fault(key, .notAString) }
      text = string
    }
    return values.contains(text) ? text : fault(key, .notOneOf(values))
  }

  private mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: StaticString, _ type: Choice.Type, isRequired: Bool
  ) -> Choice? {
    text(key, oneOf: type.allCases.map(\.rawValue), isRequired: isRequired)
      .flatMap(Choice.init(rawValue:))
  }

  /// A required RFC 3339 time; in a body, where it is stored, of the years 1970 … 9999.
  package mutating func instant(_ key: StaticString) -> Instant {
    let found = value(key, .instant, isRequired: true)
    return read(instant: found, key) ?? Instant(microseconds: 0)
  }

  /// An RFC 3339 time that may be absent; in a body of the years 1970 … 9999.
  package mutating func optionalInstant(_ key: StaticString) -> Instant? {
    let found = value(key, .instant, isRequired: false)
    return read(instant: found, key)
  }

  private func read(instant value: Value, _ key: StaticString) -> Instant? {
    switch value {
    case .absent: return nil
    case .query(let text):
      // A `+` that was not escaped arrives as a blank.
      let written = text.utf8.map { $0 == 0x20 ? UInt8(ascii: "+") : $0 }
      return Instant(rfc3339: written.span) ?? fault(key, .notATime)
    case .json(let node):
      guard let time = node.text.flatMap({ Instant(rfc3339: $0) }) else {
        return fault(key, .notATime)
      }
      return Instant.storable.contains(time)
        ? time : fault(key, .outOfRange("1970-01-01T00:00:00Z … 9999-12-31T23:59:59.999999Z"))
    }
  }
}
