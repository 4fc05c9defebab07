package import Kernel

/// Writes one JSON text to the end of a byte array. Commas come by themselves.
///
/// The caller pairs `begin…` with `end…` and gives each member of an object a key.
package struct JSONWriter: Sendable {
  /// What has been written.
  package private(set) var bytes: [UInt8]
  private var needsComma = false

  /// A writer with room for this many bytes.
  package init(reserving capacity: Int = 512) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  /// A writer that empties `storage` and writes into its memory.
  package init(reusing storage: consuming [UInt8]) {
    bytes = storage
    bytes.removeAll(keepingCapacity: true)
  }

  /// `{`
  package mutating func beginObject() { begin(UInt8(ascii: "{")) }
  /// `}`
  package mutating func endObject() { end(UInt8(ascii: "}")) }
  /// `[`
  package mutating func beginArray() { begin(UInt8(ascii: "[")) }
  /// `]`
  package mutating func endArray() { end(UInt8(ascii: "]")) }

  /// A member's key; its value comes next.
  package mutating func key(_ name: StaticString) {
    comma()
    name.withUTF8Buffer { letters in unsafe quote(letters.span) }
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A member's key that is known only at run time.
  @_disfavoredOverload
  package mutating func key(_ name: String) {
    comma()
    quote(name.utf8.span)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A string, escaped as needed.
  package mutating func string(_ text: String) {
    comma()
    quote(text.utf8.span)
    needsComma = true
  }

  /// An integer. Ids stay below 2^53, so that every client reads them.
  package mutating func integer(_ value: Int64) {
    comma()
    DecimalText.append(value, places: 0, to: &bytes)
    needsComma = true
  }

  /// An integer.
  package mutating func integer(_ value: Int) { integer(Int64(value)) }

  /// true or false.
  package mutating func bool(_ value: Bool) {
    literal(value ? "true" : "false")
  }

  /// null.
  package mutating func null() {
    literal("null")
  }

  /// A decimal with all its places, as a string, so that no client rounds it.
  package mutating func decimal<Unit>(_ value: FixedDecimal<Unit>) {
    decimal(scaled: value.scaled, places: Unit.places)
  }

  /// A decimal from its scaled form, as a string.
  package mutating func decimal(scaled: Int64, places: Int) {
    comma()
    bytes.append(UInt8(ascii: "\""))
    DecimalText.append(scaled, places: places, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// A point in time in RFC 3339, UTC.
  package mutating func instant(_ value: Instant) {
    comma()
    bytes.append(UInt8(ascii: "\""))
    value.append(to: &bytes)
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// A value that is JSON already; the caller vouches for it.
  package mutating func raw(_ fragment: ArraySlice<UInt8>) {
    comma()
    bytes.append(contentsOf: fragment)
    needsComma = true
  }

  /// A value that is JSON already; the caller vouches for it.
  package mutating func raw(_ fragment: [UInt8]) { raw(fragment[...]) }

  private mutating func begin(_ bracket: UInt8) {
    comma()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func end(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func comma() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func literal(_ word: StaticString) {
    comma()
    word.withUTF8Buffer { letters in unsafe bytes.append(contentsOf: letters) }
    needsComma = true
  }

  private mutating func quote(_ text: Span<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    JSONText.appendEscaped(text, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }
}
