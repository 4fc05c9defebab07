import EventModel
import EventStream
import JSONCoding

/// The event of these tests.
struct Ticked: EventPayload, Equatable {
  static let type = "Ticked"
  static let version = 1
  static let centre = "clock"

  let number: Int64
  var key: String { String(number % 7) }

  init(number: Int64) { self.number = number }

  init(from reader: PayloadReader) throws(PayloadFault) { number = try reader.integer("number") }

  func write(to writer: inout JSONWriter) {
    writer.object { $0.field("number", number) }
  }
}

/// Another, from another centre.
struct Rang: EventPayload, Equatable {
  static let type = "Rang"
  static let version = 1
  static let centre = "bell"

  let name: String
  var key: String { name }

  init(name: String) { self.name = name }

  init(from reader: PayloadReader) throws(PayloadFault) { name = try reader.text("name") }

  func write(to writer: inout JSONWriter) {
    writer.object { $0.field("name", name) }
  }
}
