/// Why a record of a CSV file cannot be taken apart.
package enum CSVFault: Error, Equatable, Sendable {
  /// Something follows a closing quote.
  case strayQuote
  /// The file ends inside quotes.
  case quoteNotClosed
  /// More bytes than `CSVReader.recordBytes` in one record: most likely a quote is not closed.
  case recordTooLong
}

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

/// Takes a CSV file (RFC 4180, UTF-8 with or without a byte order mark) apart, piece by piece.
///
/// Memory is bounded by one record. A record at fault is reported and skipped to the end of its
/// line. Pure state, no I/O.
package struct CSVReader {
  package static let recordBytes = 65_536

  private enum State {
    case fieldStart
    case plain
    case quoted
    /// Behind a quote within quotes: it closes, or is the first of two.
    case quoteSeen
    /// Behind a fault, until the end of the line.
    case skipping
  }

  /// What the reader hands over: the number of the record, the header's being 1.
  package typealias Sink = (_ row: Int, Result<CSVRecord, CSVFault>) throws -> Void

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
  private var state = State.fieldStart
  private var record = CSVRecord()
  private var row = 1
  private var position = 0
  /// The first bytes of the file that may be a mark: three of them are one, fewer are text.
  private var held = 0
  private var isBehindReturn = false

  package init() {}

  /// Reads on; hands over each record that is complete.
  package mutating func consume(_ bytes: some Sequence<UInt8>, _ sink: Sink) rethrows {
    for byte in bytes {
      defer { position += 1 }
      if position < 3, position == held, byte == Self.mark[position] {
        held += 1
        continue
      }
      try release(sink)
      try consume(byte, sink)
    }
  }

  /// A text may begin with the first bytes of a mark, as full-width letters do.
  private mutating func release(_ sink: Sink) rethrows {
    guard held == 1 || held == 2 else { return }
    let bytes = Self.mark[..<held]
    held = 0
    for byte in bytes { try consume(byte, sink) }
  }

  /// The end of the file: hands over a last record without a line end.
  package mutating func finish(_ sink: Sink) rethrows {
    try release(sink)
    switch state {
    case .quoted: try hand(.failure(.quoteNotClosed), sink)
    case .skipping: break
    default:
      if !record.ends.isEmpty || !record.bytes.isEmpty || state == .quoteSeen {
        try endRecord(sink)
      }
    }
  }

  private mutating func consume(_ byte: UInt8, _ sink: Sink) rethrows {
    let follows = isBehindReturn
    isBehindReturn = false
    switch (state, byte) {
    case (.quoted, UInt8(ascii: "\"")): state = .quoteSeen
    case (.quoted, _): try keep(byte, sink)
    case (.quoteSeen, UInt8(ascii: "\"")):
      state = .quoted
      try keep(byte, sink)
    case (.fieldStart, UInt8(ascii: "\n")) where follows: break
    case (.skipping, UInt8(ascii: "\n")), (.skipping, UInt8(ascii: "\r")):
      isBehindReturn = byte == UInt8(ascii: "\r")
      startRecord()
    case (.skipping, _): break
    case (_, UInt8(ascii: ",")):
      record.ends.append(record.bytes.count)
      state = .fieldStart
    case (_, UInt8(ascii: "\n")), (_, UInt8(ascii: "\r")):
      isBehindReturn = byte == UInt8(ascii: "\r")
      try endRecord(sink)
    case (.fieldStart, UInt8(ascii: "\"")): state = .quoted
    case (.quoteSeen, _):
      try hand(.failure(.strayQuote), sink)
      state = .skipping
    default:
      state = .plain
      try keep(byte, sink)
    }
  }

  private mutating func keep(_ byte: UInt8, _ sink: Sink) rethrows {
    guard record.bytes.count < Self.recordBytes else {
      try hand(.failure(.recordTooLong), sink)
      state = .skipping
      return
    }
    record.bytes.append(byte)
  }

  private mutating func endRecord(_ sink: Sink) rethrows {
    record.ends.append(record.bytes.count)
    if !record.isBlank { try hand(.success(record), sink) }
    startRecord()
  }

  private mutating func startRecord() {
    record.clear()
    row += 1
    state = .fieldStart
  }

  private mutating func hand(_ result: Result<CSVRecord, CSVFault>, _ sink: Sink) rethrows {
    try sink(row, result)
  }
}
