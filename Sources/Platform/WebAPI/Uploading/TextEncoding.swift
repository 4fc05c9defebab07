/// How the characters of an uploaded text are coded.
package enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case gb18030

  /// What a `charset` may say. GBK and GB2312 are parts of GB18030; UTF-16 without a byte order mark
  /// is taken as spreadsheets write it, the low byte first.
  package init?(charset: String, startingWith bytes: [UInt8]) {
    switch charset.lowercased() {
    case "utf-8", "utf8", "us-ascii": self = .utf8
    case "utf-16": self = bytes.starts(with: [0xFE, 0xFF]) ? .utf16BigEndian : .utf16LittleEndian
    case "utf-16le": self = .utf16LittleEndian
    case "utf-16be": self = .utf16BigEndian
    case "gb18030", "gbk", "gb2312", "cp936": self = .gb18030
    default: return nil
    }
  }

  /// The encoding whose byte order mark stands at the beginning; nil for none.
  package init?(markOf bytes: [UInt8]) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      self = .utf8
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      self = .utf16LittleEndian
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      self = .utf16BigEndian
    } else {
      return nil
    }
  }

  /// The names that `init(charset:)` takes, for whoever named another.
  package static let charsets = ["utf-8", "gb18030", "gbk", "utf-16", "utf-16le", "utf-16be"]
}

/// Why an upload cannot be read as text (contract 2, section A, "CSV in").
package enum TextFault: Error, Equatable, Sendable {
  /// A spreadsheet's own file, .xls or .xlsx.
  case workbook
  /// Both UTF-8 and GB18030 read it, as different words.
  case ambiguous
  case unknownCharset(String)
  /// `byte` stands at `offset`, counted from 0, and is no part of a text in any of `tried`.
  case notText(offset: Int, byte: UInt8, tried: [TextEncoding])
}
