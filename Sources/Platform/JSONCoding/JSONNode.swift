package import Kernel

/// One value of a document: a reference to the shared tape and a place on it.
package struct JSONNode: Sendable {
  let tape: JSONTape
  let index: Int

  var cell: JSONCell { tape.cells[index] }

  /// What the value is.
  package var kind: JSONKind { cell.kind }
  /// Whether the value is null.
  package var isNull: Bool { kind == .null }
  /// The value's first byte in the text.
  package var offset: Int { raw.startIndex }
  /// Elements of an array, members of an object; 0 for anything else.
  package var count: Int { cell.count }

  /// The value's bytes as they stand in the text, quotes and all.
  package var raw: ArraySlice<UInt8> {
    let range = cell.range
    return kind == .string
      ? tape.bytes[(range.lowerBound - 1)..<(range.upperBound + 1)] : tape.bytes[range]
  }

  /// The value of a string without its escapes; nil for anything else.
  package var text: String? {
    let cell = cell
    guard cell.kind == .string else { return nil }
    return JSONNode.text(of: cell, on: tape)
  }

  /// true or false; nil for anything else.
  package var bool: Bool? {
    kind == .bool ? tape.bytes[Int(cell.start)] == UInt8(ascii: "t") : nil
  }

  /// A number written as an integer that fits: `1`, not `1.0`, `1e2`, `-0` or `"1"`.
  package func integer() -> Int64? {
    let cell = cell
    guard cell.kind == .number else { return nil }
    let text = tape.bytes
    let bytes = text.span
    let isNegative = bytes[Int(cell.start)] == UInt8(ascii: "-")
    var value: Int64 = 0
    for position in (Int(cell.start) + (isNegative ? 1 : 0))..<Int(cell.end) {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      // Counted downwards for negatives, which reach one further.
      let (sum, carry) =
        isNegative
        ? tens.subtractingReportingOverflow(Int64(digit))
        : tens.addingReportingOverflow(Int64(digit))
      guard !overflow && !carry else { return nil }
      value = sum
    }
    return isNegative && value == 0 ? nil : value
  }

  /// A decimal from a number or a string, exactly; `notANumber` for any other kind.
  package func decimal<Unit>(
    _ type: FixedDecimal<Unit>.Type = FixedDecimal<Unit>.self
  ) throws(DecimalFault) -> FixedDecimal<Unit> {
    try FixedDecimal(checking: try scaled(places: Unit.places))
  }

  /// The scaled form of a decimal from a number or a string, exactly.
  package func scaled(places: Int) throws(DecimalFault) -> Int64 {
    let cell = cell
    let text = tape.bytes
    guard cell.kind == .number || cell.kind == .string else { throw .notANumber }
    if cell.hasEscapes {
      let plain = JSONText.unescape(text.span, cell.range)
      return try DecimalText.parse(plain.span, places: places)
    }
    return try DecimalText.parse(text.span.extracting(cell.range), places: places)
  }

  static func text(of cell: JSONCell, on tape: JSONTape) -> String {
    let text = tape.bytes
    guard cell.hasEscapes else { return String(decoding: text[cell.range], as: UTF8.self) }
    return String(decoding: JSONText.unescape(text.span, cell.range), as: UTF8.self)
  }

  /// The value of an object's member; nil when there is none, or when this is no object.
  package func member(_ key: StaticString) -> JSONNode? {
    // A literal is constant for ever, so its bytes may be compared in place.
    key.withUTF8Buffer { letters in unsafe member(named: letters.span) }
  }

  /// The value of an object's member; nil when there is none, or when this is no object.
  @_disfavoredOverload
  package func member(_ key: String) -> JSONNode? {
    member(named: key.utf8.span)
  }

  /// The members of an object, in order; empty for anything else.
  package var members: JSONMembers { JSONMembers(object: self) }

  /// The elements of an array, in order; empty for anything else.
  package var elements: JSONElements { JSONElements(array: self) }

  private func member(named key: Span<UInt8>) -> JSONNode? {
    let object = cell
    guard object.kind == .object else { return nil }
    let cells = tape.cells
    let text = tape.bytes
    let bytes = text.span
    var position = index + 1
    while position < Int(object.next) {
      let name = cells[position]
      if Self.isKey(name, key, bytes) { return JSONNode(tape: tape, index: position + 1) }
      position = Int(cells[position + 1].next)
    }
    return nil
  }

  static func isKey(_ name: JSONCell, _ key: Span<UInt8>, _ bytes: Span<UInt8>) -> Bool {
    if name.hasEscapes {
      let plain = JSONText.unescape(bytes, name.range)
      return JSONText.areEqual(plain.span, 0..<plain.count, key, 0..<key.count)
    }
    return JSONText.areEqual(bytes, name.range, key, 0..<key.count)
  }
}
