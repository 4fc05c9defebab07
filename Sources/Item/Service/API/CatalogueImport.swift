package import MariaDBClient
package import WebAPI

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
