package import EventModel
package import JSONCoding

/// What an event says, or a part of it: one JSON object, whose fields are named once, for writing
/// and for reading.
///
/// ```
/// package static let shape = EventShape<Self>(
///   field("sku_id", \.skuID), field("qty", \.quantity), make: Self.init)
/// ```
package protocol EventObject: EventElement, EventNullable, Equatable {
  static var shape: EventShape<Self> { get }
}

extension EventObject {
  package init(from reader: PayloadReader) throws(PayloadFault) {
    self = try Self.shape.read(reader)
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { Self.shape.write(self, &$0) }
  }
}

/// The fields of an object, in the order in which they are written.
package struct EventShape<Owner: Sendable>: Sendable {
  let read: @Sendable (PayloadReader) throws(PayloadFault) -> Owner
  let write: @Sendable (Owner, inout JSONWriter) -> Void

  /// - Parameter make: takes the fields' values in the same order
  init<each Value>(
    _ field: repeat EventField<Owner, each Value>,
    make: @escaping @Sendable (repeat each Value) -> Owner
  ) {
    read = { reader throws(PayloadFault) in make(repeat try (each field).read(reader)) }
    write = { owner, writer in repeat (each field).write(owner, &writer) }
  }
}

/// How one field is read, and how it is written.
struct EventField<Owner, Value>: Sendable {
  let read: @Sendable (PayloadReader) throws(PayloadFault) -> Value
  let write: @Sendable (Owner, inout JSONWriter) -> Void
}

/// A field; nil is written as null, and read where it is null or absent. Its value is taken by a
/// function, which a `\.name` becomes at compile time: a key path would be walked for every field
/// of every event.
func field<Owner, Value: EventValue>(
  _ name: StaticString, _ value: @escaping @Sendable (Owner) -> Value
) -> EventField<Owner, Value> {
  EventField { reader throws(PayloadFault) in
    try Value.read(reader)(name)
  } write: { owner, writer in
    writer.field(name, value(owner))
  }
}

/// A field that events of before do not have.
func field<Owner, Value: EventNullable>(
  _ name: StaticString, _ value: @escaping @Sendable (Owner) -> Value, absent: Value
) -> EventField<Owner, Value> {
  EventField { reader throws(PayloadFault) in
    try Value.readOrNil(reader)(name) ?? absent
  } write: { owner, writer in
    writer.field(name, value(owner))
  }
}

/// A field that holds JSON as it is stored.
func rawField<Owner>(
  _ name: StaticString, _ json: @escaping @Sendable (Owner) -> [UInt8]
) -> EventField<Owner, [UInt8]> {
  EventField { reader throws(PayloadFault) in
    try reader.raw(name)
  } write: { owner, writer in
    writer.field(name) { $0.raw(json(owner)) }
  }
}

/// The fields of another object, which stand among those of this one.
func fields<Owner, Value: EventObject>(
  of part: @escaping @Sendable (Owner) -> Value
) -> EventField<Owner, Value> {
  EventField { reader throws(PayloadFault) in
    try Value(from: reader)
  } write: { owner, writer in
    Value.shape.write(part(owner), &writer)
  }
}

/// Reads a field of the object, by its name.
package typealias EventReading<Value> =
  (PayloadReader) -> (StaticString) throws(PayloadFault) -> Value

/// What a field can hold.
package protocol EventValue: JSONWritable, Sendable {
  static var read: EventReading<Self> { get }
}

/// What a field can hold, or null.
package protocol EventNullable: EventValue {
  static var readOrNil: EventReading<Self?> { get }
}

/// What a field can hold a list of.
package protocol EventElement: EventValue {
  static var readList: EventReading<[Self]> { get }
}

extension EventObject {
  package static var read: EventReading<Self> {
    { reader in { name throws(PayloadFault) in try Self(from: reader.object(name)) } }
  }

  package static var readOrNil: EventReading<Self?> {
    { reader in
      { name throws(PayloadFault) in
        guard let inner = try reader.objectOrNil(name) else { return nil }
        return try Self(from: inner)
      }
    }
  }

  package static var readList: EventReading<[Self]> {
    { reader in
      { name throws(PayloadFault) in
        try reader.list(name) { element throws(PayloadFault) in try Self(from: element) }
      }
    }
  }
}

extension Optional: EventValue where Wrapped: EventNullable {
  package static var read: EventReading<Wrapped?> { Wrapped.readOrNil }
}

extension Array: EventValue where Element: EventElement {
  package static var read: EventReading<[Element]> { Element.readList }
}

extension Int64: EventNullable, EventElement {
  package static var read: EventReading<Int64> { PayloadReader.integer }
  package static var readOrNil: EventReading<Int64?> { PayloadReader.integerOrNil }
  package static var readList: EventReading<[Int64]> { PayloadReader.integers }
}

extension String: EventNullable, EventElement {
  package static var read: EventReading<String> { PayloadReader.text }
  package static var readOrNil: EventReading<String?> { PayloadReader.textOrNil }
  package static var readList: EventReading<[String]> { PayloadReader.texts }
}

extension FixedDecimal: EventNullable, EventValue {
  package static var read: EventReading<FixedDecimal> {
    { reader in { name throws(PayloadFault) in try reader.decimal(name) } }
  }

  package static var readOrNil: EventReading<FixedDecimal?> {
    { reader in { name throws(PayloadFault) in try reader.decimalOrNil(name) } }
  }
}

extension Points: EventNullable {
  package static var read: EventReading<Points> { PayloadReader.points }
  package static var readOrNil: EventReading<Points?> { PayloadReader.pointsOrNil }
}

extension Instant: EventNullable {
  package static var read: EventReading<Instant> { PayloadReader.instant }
  package static var readOrNil: EventReading<Instant?> { PayloadReader.instantOrNil }
}

/// The number of a line or level, or a count.
extension Int: EventValue {
  package static var read: EventReading<Int> { PayloadReader.count }
}

extension Bool: EventValue {
  package static var read: EventReading<Bool> { PayloadReader.bool }
}
