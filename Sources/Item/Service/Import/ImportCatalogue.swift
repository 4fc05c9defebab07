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
  /// Of a rehearsal: what all rows so far make of the catalogue; nil when they are written.
  private var rehearsal: CataloguePlan?
  private var memory = FileMemory()
  private var header: CatalogueHeader?
  private var batch: [CatalogueRow] = []
  private var result = ImportAnswer()

  static func run(
    _ call: Call, _ query: ImportRequest, _ upload: Upload, _ segments: SKUSegments
  ) throws -> ImportAnswer {
    var work = try ImportCatalogue(
      language: call.language, requestID: call.requestID, isDryRun: query.isDryRun, segments,
      on: call.database)
    return try work.run(charset: call.charset, read: { try upload.read() })
  }

  /// - Parameter isDryRun: whether to answer the same and keep nothing
  init(
    language: Language, requestID: String, isDryRun: Bool, _ segments: SKUSegments,
    on database: DatabaseConnection
  ) throws {
    self.language = language
    result.isDryRun = isDryRun
    let categories = try CategoryQueries.tree(on: database).idsByPath
    if isDryRun { rehearsal = CataloguePlan(categories: categories) }
    writer = CatalogueBatchWriter(
      database: database, requestID: requestID, segments: segments,
      categories: categories)
  }

  /// - Parameters:
  ///   - charset: the file's, where the sender names one
  ///   - read: gives the next piece of the file; an empty one at its end
  ///   - progress: is told what was done so far, after each piece
  mutating func run(
    charset: String?, read: () throws -> ArraySlice<UInt8>,
    progress: (ImportAnswer) -> Void = { _ in }
  ) throws -> ImportAnswer {
    var reader = CSVReader()
    let text: UploadedText
    do {
      text = try UploadedText(charset: charset, read: read)
    } catch let fault as TextFault {
      throw fault.problem(in: language)
    }
    while true {
      let piece = try text.read()
      if piece.isEmpty { break }
      try reader.consume(piece) { try take($0, $1) }
      progress(result)
    }
    try reader.finish { try take($0, $1) }
    if header == nil { throw refusal(of: CatalogueColumn.required.map { .missing($0) }) }
    try writeBatch()
    if let rehearsal { take(CatalogueBatchWriter.Outcome(rehearsal)) }
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
      if let read {
        for warning in memory.note(read) + read.checkDigits { result.warn(warning, in: language) }
        batch.append(read)
      }
      if batch.count == Self.batchRows { try writeBatch() }
    }
  }

  private mutating func writeBatch() throws {
    if batch.isEmpty { return }
    defer { batch.removeAll(keepingCapacity: true) }
    if rehearsal != nil {
      try rehearse()
    } else {
      take(try writer.write(batch))
    }
  }

  private mutating func rehearse() throws {
    guard var plan = rehearsal else { return }
    // One owner, or the plan would be copied with each batch.
    rehearsal = nil
    defer { rehearsal = plan }
    try writer.rehearse(batch, &plan)
  }

  private mutating func take(_ outcome: CatalogueBatchWriter.Outcome) {
    result.created += outcome.created
    result.updated += outcome.updated
    result.unchanged += outcome.unchanged
    for fault in outcome.faults { add(fault) }
  }

  private mutating func add(_ fault: RowFault) { result.add(fault, in: language) }

  private func refusal(of faults: [CatalogueHeader.Fault]) -> Problem {
    Problem(.itemCSVMalformed, for: faults.map(\.words)) { words, writer in
      writer.field("field", words.field)
      writer.field("reason", words.reason.text(in: language))
    }
  }
}

/// The import of a catalogue for programs that have the file at hand.
package enum CatalogueImport {
  /// Takes a CSV file in as `POST /item/import` does: good rows are kept, bad ones named, and doing
  /// it again does no harm. Runs transactions of its own.
  ///
  /// - Parameters:
  ///   - charset: the file's; nil to find it out
  ///   - isDryRun: whether to answer the same and keep nothing
  ///   - language: of the reasons why rows were not taken
  ///   - requestID: what the events of the import are marked with
  ///   - progress: is told what was done so far, after each piece
  ///   - read: gives the next piece of the file; an empty one at its end
  /// - Throws: `Problem` when it is no catalogue; `DatabaseError` when the database is away for
  ///   long: what was written until then stays
  package static func run(
    charset: String?, isDryRun: Bool, language: Language, requestID: String,
    on database: DatabaseConnection, progress: (ImportAnswer) -> Void,
    read: () throws -> ArraySlice<UInt8>
  ) throws -> ImportAnswer {
    let segments = SKUSegments(database: database.options, redis: nil)
    var work = try ImportCatalogue(
      language: language, requestID: requestID, isDryRun: isDryRun, segments, on: database)
    return try work.run(charset: charset, read: read, progress: progress)
  }
}
