/// Rows in columns for eyes; characters of East Asian scripts take two places.
struct TextTable {
  /// Columns whose cells end at one place, as numbers do.
  private let right: Set<Int>
  private var rows: [[String]]

  /// - Parameter right: the columns of numbers
  init(_ header: [String], right: Set<Int> = []) {
    rows = [header]
    self.right = right
  }

  mutating func add(_ row: [String]) { rows.append(row) }

  /// Each row a line; the last column is not filled up.
  var lines: [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? Self.width($0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - Self.width(cell))
        if right.contains(column) { return padding + cell }
        return column == row.count - 1 ? cell : cell + padding
      }
      return cells.joined(separator: "  ")
    }
  }

  func say() { for line in lines { Terminal.say(line) } }

  /// Places on a terminal.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
  }

  /// Whether it takes two places.
  static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}

extension String {
  /// With blanks behind it, so that it takes at least `width` characters.
  func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
