import Foundation

/// A CSV file with a header, read by the tests' own means.
struct CSVTable {
  private let columns: [String: Int]
  let rows: [[String]]

  init(_ text: String) {
    var records = Self.records(text)
    let header = records.isEmpty ? [] : records.removeFirst()
    columns = Dictionary(
      header.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    rows = records
  }

  init(file: URL) throws {
    self.init(try String(contentsOf: file, encoding: .utf8))
  }

  /// The named column of a row; empty when there is none.
  func value(_ name: String, _ row: [String]) -> String {
    columns[name].flatMap { $0 < row.count ? row[$0] : nil } ?? ""
  }

  /// One record as CSV.
  static func line(_ cells: [String]) -> String {
    cells.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }
      .joined(separator: ",") + "\r\n"
  }

  private static func records(_ text: String) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var cell = ""
    var isQuoted = false
    for scalar in text.unicodeScalars where scalar != "\r" {
      switch scalar {
      case "\"": isQuoted.toggle()
      case ",", "\n":
        if isQuoted {
          cell.unicodeScalars.append(scalar)
          continue
        }
        record.append(cell)
        cell = ""
        if scalar == "\n" {
          records.append(record)
          record = []
        }
      default: cell.unicodeScalars.append(scalar)
      }
    }
    if !record.isEmpty || !cell.isEmpty { records.append(record + [cell]) }
    return records
  }
}
