/// One record of a CSV file: its fields, unquoted, in one piece of memory.
package struct CSVRecord: Sendable {
  var bytes: [UInt8] = []
  /// Where each field ends in `bytes`.
  var ends: [Int] = []

  package var count: Int { ends.count }

  /// Whether the line was empty.
  package var isBlank: Bool { ends.count == 1 && bytes.isEmpty }

  /// The field as text without spaces around it; empty when the record is shorter; nil when it is
  /// not UTF-8.
  package func text(_ index: Int) -> String? {
    guard index < ends.count else { return "" }
    var field = bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    while let first = field.first, first == 0x20 || first == 0x09 { field.removeFirst() }
    while let last = field.last, last == 0x20 || last == 0x09 { field.removeLast() }
    return String(validating: field, as: UTF8.self)
  }

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}
