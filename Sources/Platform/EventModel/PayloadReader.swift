import JSONCoding
package import Kernel

/// Reads the fields of one JSON object of an event's data, and names the place of a fault.
package struct PayloadReader {
  private let node: JSONNode
  private let path: String

  /// A whole payload.
  package init(parsing bytes: [UInt8]) throws(PayloadFault) {
    let root: JSONNode
    do { root = try JSONDocument(parsing: bytes).root } catch {
      throw PayloadFault(path: "", reason: error.description)
    }
    try self.init(root, path: "")
  }

  private init(_ node: JSONNode, path: String) throws(PayloadFault) {
    guard node.kind == .object else {
      throw PayloadFault(path: path, reason: "is not an object")
    }
    self.node = node
    self.path = path
  }

  package func integer(_ name: StaticString) throws(PayloadFault) -> Int64 {
    try required(name, try integerOrNil(name))
  }

  package func integerOrNil(_ name: StaticString) throws(PayloadFault) -> Int64? {
    try value(name, "is not an integer") { $0.integer() }
  }

  /// A count, or the number of a line or level: 0 … 10⁹.
  package func count(_ name: StaticString) throws(PayloadFault) -> Int {
    let count = try value(name, "is no count") { $0.integer().flatMap { Int(counting: $0) } }
    return try required(name, count)
  }

  /// A count of points. What lies beyond the limit was written before there was one, and is
  /// brought to it.
  package func points(_ name: StaticString) throws(PayloadFault) -> Points {
    Points(clamping: try integer(name))
  }

  package func pointsOrNil(_ name: StaticString) throws(PayloadFault) -> Points? {
    try integerOrNil(name).map { Points(clamping: $0) }
  }

  package func text(_ name: StaticString) throws(PayloadFault) -> String {
    try required(name, try textOrNil(name))
  }

  package func textOrNil(_ name: StaticString) throws(PayloadFault) -> String? {
    try value(name, "is not a text") { $0.text }
  }

  package func bool(_ name: StaticString) throws(PayloadFault) -> Bool {
    try required(name, try value(name, "is neither true nor false") { $0.bool })
  }

  package func decimal<Unit>(
    _ name: StaticString, as: FixedDecimal<Unit>.Type = FixedDecimal<Unit>.self
  ) throws(PayloadFault) -> FixedDecimal<Unit> {
    try required(name, try decimalOrNil(name))
  }

  package func decimalOrNil<Unit>(
    _ name: StaticString, as: FixedDecimal<Unit>.Type = FixedDecimal<Unit>.self
  ) throws(PayloadFault) -> FixedDecimal<Unit>? {
    try value(name, "is not such a decimal") { try? $0.decimal(FixedDecimal<Unit>.self) }
  }

  package func instant(_ name: StaticString) throws(PayloadFault) -> Instant {
    try required(name, try instantOrNil(name))
  }

  package func instantOrNil(_ name: StaticString) throws(PayloadFault) -> Instant? {
    try value(name, "is not a time") { $0.text.flatMap { Instant(rfc3339: $0) } }
  }

  /// An object within.
  package func object(_ name: StaticString) throws(PayloadFault) -> PayloadReader {
    try required(name, try objectOrNil(name))
  }

  package func objectOrNil(_ name: StaticString) throws(PayloadFault) -> PayloadReader? {
    guard let member = member(name) else { return nil }
    return try PayloadReader(member, path: place(name))
  }

  /// An array of objects, each made into a value.
  package func list<Element>(
    _ name: StaticString, _ make: (PayloadReader) throws(PayloadFault) -> Element
  ) throws(PayloadFault) -> [Element] {
    var elements: [Element] = []
    for (index, element) in try array(name).enumerated() {
      elements.append(try make(try PayloadReader(element, path: "\(place(name))[\(index)]")))
    }
    return elements
  }

  /// An array of texts.
  package func texts(_ name: StaticString) throws(PayloadFault) -> [String] {
    try values(name, "is not a text") { $0.text }
  }

  /// An array of integers.
  package func integers(_ name: StaticString) throws(PayloadFault) -> [Int64] {
    try values(name, "is not an integer") { $0.integer() }
  }

  /// A value of any kind, as the JSON that it was written in.
  package func raw(_ name: StaticString) throws(PayloadFault) -> [UInt8] {
    try required(name, member(name).map { Array($0.raw) })
  }

  private func values<T>(
    _ name: StaticString, _ complaint: String, _ convert: (JSONNode) -> T?
  ) throws(PayloadFault) -> [T] {
    var values: [T] = []
    for (index, element) in try array(name).enumerated() {
      guard let value = convert(element) else {
        throw PayloadFault(path: "\(place(name))[\(index)]", reason: complaint)
      }
      values.append(value)
    }
    return values
  }

  private func array(_ name: StaticString) throws(PayloadFault) -> JSONElements {
    let node = try required(name, member(name))
    guard node.kind == .array else {
      throw PayloadFault(path: place(name), reason: "is not an array")
    }
    return node.elements
  }

  /// Null and absent are the same.
  private func member(_ name: StaticString) -> JSONNode? {
    guard let member = node.member(name), !member.isNull else { return nil }
    return member
  }

  private func value<T>(
    _ name: StaticString, _ complaint: String, _ convert: (JSONNode) -> T?
  ) throws(PayloadFault) -> T? {
    guard let member = member(name) else { return nil }
    guard let value = convert(member) else {
      throw PayloadFault(path: place(name), reason: complaint)
    }
    return value
  }

  private func required<T>(_ name: StaticString, _ value: T?) throws(PayloadFault) -> T {
    guard let value else { throw PayloadFault(path: place(name), reason: "is missing") }
    return value
  }

  private func place(_ name: StaticString) -> String {
    path.isEmpty ? name.description : "\(path).\(name)"
  }
}

/// Why the data of an event could not be read.
package struct PayloadFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// Where: "lines[2].qty"; empty for the whole payload.
  package let path: String
  package let reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  package var description: String {
    path.isEmpty ? "payload: \(reason)" : "payload \(path): \(reason)"
  }
}
