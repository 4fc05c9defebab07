import ItemDomain
import JSONCoding
import Kernel
import MariaDBClient
import WebAPI

/// POST /item/import, and the operator's import: reads a CSV file piece by piece and writes it in
/// batches, each its own transaction. In memory are one piece, one batch and the bounded list of
/// errors.
struct ImportCatalogue {
  /// Bytes of a file.
  static let maximumBytes = 64 << 20
  /// Nginx waits 300 s for the answer.
  static let seconds = 280
  /// Rows that one transaction writes.
  static let batchRows = 200

  private let language: Language
  private let writer: CatalogueBatchWriter
  private var header: CatalogueHeader?
  private var batch: [CatalogueRow] = []
  private var result = ImportDocument()

  static func run(_ call: Call, _ upload: Upload, _ segments: SKUSegments) throws -> ImportDocument
  {
    var work = try ImportCatalogue(
      language: call.language, requestID: call.requestID, segments, on: call.database)
    return try work.run(read: { try upload.read() })
  }

  init(
    language: Language, requestID: String, _ segments: SKUSegments,
    on database: DatabaseConnection
  ) throws {
    self.language = language
    writer = CatalogueBatchWriter(
      database: database, requestID: requestID, segments: segments,
      categories: try CategoryQueries.tree(on: database).idsByPath)
  }

  /// - Parameters:
  ///   - read: gives the next piece of the file; an empty one at its end
  ///   - progress: is told what was done so far, after each piece
  mutating func run(
    read: () throws -> ArraySlice<UInt8>, progress: (ImportDocument) -> Void = { _ in }
  ) throws -> ImportDocument {
    var reader = CSVReader()
    while true {
      let piece = try read()
      if piece.isEmpty { break }
      try reader.consume(piece) { try take($0, $1) }
      progress(result)
    }
    try reader.finish { try take($0, $1) }
    if header == nil { throw refusal(of: [.missing(.code), .missing(.name), .missing(.price)]) }
    try writeBatch()
    // A row's own faults are known before those of its batch.
    result.errors.sort { $0.row < $1.row }
    return result
  }

  private mutating func take(_ row: Int, _ record: Result<CSVRecord, CSVFault>) throws {
    switch record {
    case .failure(let fault):
      if header == nil { throw Problem(.itemCSVMalformed) }
      add(RowFault(row: row, field: "row", reason: .csv(fault)))
    case .success(let record):
      guard let header else {
        let (read, faults) = CatalogueHeader.read(record)
        if !faults.isEmpty { throw refusal(of: faults) }
        self.header = read
        return
      }
      let (read, faults) = CatalogueRowReader.read(record, row: row, under: header)
      for fault in faults { add(fault) }
      if let read { batch.append(read) }
      if batch.count == Self.batchRows { try writeBatch() }
    }
  }

  private mutating func writeBatch() throws {
    if batch.isEmpty { return }
    let outcome = try writer.write(batch)
    batch.removeAll(keepingCapacity: true)
    result.created += Int64(outcome.created)
    result.updated += Int64(outcome.updated)
    for fault in outcome.faults { add(fault) }
  }

  private mutating func add(_ fault: RowFault) { result.add(fault, in: language) }

  private func refusal(of faults: [CatalogueHeader.Fault]) -> Problem {
    var problem = Problem(.itemCSVMalformed)
    for fault in faults {
      let (field, reason) = fault.words
      problem.add {
        $0.field("field", field)
        $0.field("reason", reason.text(in: language))
      }
    }
    return problem
  }
}
