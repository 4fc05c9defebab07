import Foundation
import MariaDBClient

/// One statement of a request as the server's general log shows it, turned back into a prepared
/// statement and its values.
struct RecordedStatement {
  enum Kind {
    case begin
    case commit
    case savepoint
    case query(SQL, [SQLValue])
  }

  let kind: Kind
  /// The statement with `?` for each literal.
  let text: String

  /// The table that an INSERT writes to.
  var table: String? {
    guard text.hasPrefix("INSERT INTO ") else { return nil }
    return String(text.dropFirst(12).prefix { $0 != " " })
  }

  init(_ logged: [UInt8]) {
    let plain = String(decoding: logged, as: UTF8.self)
    switch plain {
    case "START TRANSACTION": kind = .begin
    case "COMMIT": kind = .commit
    case let text where text.hasPrefix("SAVEPOINT"): kind = .savepoint
    default:
      var scanner = LiteralScanner(logged)
      scanner.run()
      text = String(decoding: scanner.text, as: UTF8.self)
      kind = .query(SQL("floor", text), scanner.values)
      return
    }
    text = plain
  }
}

/// Replaces the literals of a logged statement by `?`.
private struct LiteralScanner {
  private let source: [UInt8]
  private var position = 0
  private(set) var text: [UInt8] = []
  private(set) var values: [SQLValue] = []

  init(_ source: [UInt8]) { self.source = source }

  mutating func run() {
    while position < source.count {
      let byte = source[position]
      if byte == UInt8(ascii: "'") {
        scanString()
      } else if isDigit(byte), !isWord(text.last), !isPrecision {
        scanNumber()
      } else {
        text.append(byte)
        position += 1
      }
    }
  }

  /// `NOW(6)`: a precision is not a value.
  private var isPrecision: Bool { text.suffix(4).elementsEqual("NOW(".utf8) }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private func isWord(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return isDigit(byte) || byte == UInt8(ascii: "_") || (0x61...0x7A).contains(byte | 0x20)
  }

  private mutating func scanString() {
    var bytes: [UInt8] = []
    position += 1
    while position < source.count, source[position] != UInt8(ascii: "'") {
      if source[position] == UInt8(ascii: "\\"), position + 1 < source.count {
        position += 1
        let escapes: [UInt8: UInt8] = [0x30: 0, 0x6E: 10, 0x72: 13, 0x5A: 26]
        bytes.append(escapes[source[position]] ?? source[position])
      } else {
        bytes.append(source[position])
      }
      position += 1
    }
    position += 1
    let isHexadecimal = dropPrefix("X")
    _ = dropPrefix("TIMESTAMP") || dropPrefix("_binary")
    text.append(UInt8(ascii: "?"))
    if isHexadecimal {
      let digits = bytes.compactMap { UInt8(String(UnicodeScalar($0)), radix: 16) }
      values.append(
        .bytes(
          stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
      )
    } else if let string = String(validating: bytes, as: UTF8.self) {
      values.append(.text(string))
    } else {
      values.append(.bytes(bytes))
    }
  }

  /// Takes the word before a literal that says its type out of the text.
  private mutating func dropPrefix(_ word: String) -> Bool {
    guard text.suffix(word.utf8.count).elementsEqual(word.utf8) else { return false }
    text.removeLast(word.utf8.count)
    return true
  }

  private mutating func scanNumber() {
    let start = position
    while position < source.count, isDigit(source[position]) || source[position] == 0x2E {
      position += 1
    }
    let number = String(decoding: source[start..<position], as: UTF8.self)
    // A minus sign before it stays in the text: `-?` is a negated parameter.
    values.append(Int64(number).map { .int($0) } ?? .decimal(number))
    text.append(UInt8(ascii: "?"))
  }
}
