/// The first record of a file: which column stands where.
package struct CatalogueHeader: Sendable {
  package enum Fault: Equatable, Sendable {
    case missing(CatalogueColumn)
    case repeated(String)
    case unknown(String)
    case notText
  }

  private let places: [Int?]
  /// Cells of the header; what stands beyond them has no meaning.
  private let width: Int

  /// Where the columns stand, or every fault of the header.
  package static func read(_ record: CSVRecord) -> (header: CatalogueHeader, faults: [Fault]) {
    var places = [Int?](repeating: nil, count: CatalogueColumn.allCases.count)
    var faults: [Fault] = []
    for index in 0..<record.count {
      guard let text = record.text(index) else {
        faults.append(.notText)
        continue
      }
      guard let column = CatalogueColumn(header: text) else {
        faults.append(.unknown(String(text.prefix(50))))
        continue
      }
      if places[column.index] != nil { faults.append(.repeated(text)) }
      places[column.index] = index
    }
    for column in CatalogueColumn.required where places[column.index] == nil {
      faults.append(.missing(column))
    }
    return (CatalogueHeader(places: places, width: record.count), faults)
  }

  /// The first cell beyond the header that says something, counted from 1; nil for none.
  package func surplus(of record: CSVRecord) -> Int? {
    guard record.count > width else { return nil }
    let cell = (width..<record.count).first { record.text($0).map(TextForm.text) != "" }
    return cell.map { $0 + 1 }
  }

  /// What the cell means, in the form of a text; nil when it is empty or the file lacks the column.
  /// Not UTF-8: `notText`.
  package func cell(
    _ column: CatalogueColumn, of record: CSVRecord
  ) throws(RowFault.Reason) -> String? {
    guard let place = places[column.index] else { return nil }
    guard let text = record.text(place) else { throw .notText }
    let meant = TextForm.text(CellText.meant(by: TextForm.text(text)))
    return meant.isEmpty ? nil : meant
  }
}

extension CatalogueColumn {
  fileprivate var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
