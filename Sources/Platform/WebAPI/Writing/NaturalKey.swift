import MariaDBClient
import Security

/// Within what a document's number is unique (contract part 2, section A, "Natural keys").
package struct DocumentScope: Hashable, Sendable {
  let text: String

  /// Numbers of the house itself.
  package static let house = DocumentScope(text: "")

  package static func organisation(_ id: Int64) -> DocumentScope { DocumentScope(text: "o\(id)") }

  package static func device(_ id: String) -> DocumentScope { DocumentScope(text: "d\(id)") }

  /// - Parameter organisation: whose document it is, in a warehouse that organisations share; nil
  ///   in one that has an organisation
  package static func warehouse(_ id: Int64, sharedBy organisation: Int64?) -> DocumentScope {
    DocumentScope(text: "w\(id)" + (organisation.map { ".o\($0)" } ?? ""))
  }
}

/// A business document's own number: posting it again returns the first result, whoever sends it
/// and whenever, with or without an idempotency key.
extension Call {
  /// What was posted before there were scopes, and belongs to none, holds its number in all.
  private static let claimSQL = SQL(
    "business_document.claim",
    """
    INSERT INTO business_document (kind, number, scope, content_hash) \
    SELECT ?, ?, ?, ? FROM (SELECT 1) AS one WHERE NOT EXISTS (\
    SELECT 1 FROM business_document AS house \
    WHERE house.kind = ? AND house.number = ? AND house.scope = '')
    """)
  private static let readSQL = SQL(
    "business_document.read",
    """
    SELECT content_hash, result FROM business_document \
    WHERE kind = ? AND number = ? AND scope IN (?, '')
    """)
  private static let completeSQL = SQL(
    "business_document.complete",
    "UPDATE business_document SET result = ? WHERE kind = ? AND number = ? AND scope = ?")

  /// Does `work` unless the document `kind` `number` of this scope was posted before, in which case
  /// its first result is returned; other `contents` under the same number are 409
  /// `document.conflict`.
  ///
  /// Call it first in the transaction, before any other row is locked: a twin waits here.
  /// - Parameters:
  ///   - contents: the document's meaning as text, the same for the same meaning
  ///   - again: makes the answer to a repeat in place of the first result, where it tells how
  ///     things stand now
  package func once<Data: Answer>(
    _ kind: String, _ number: String, scope: DocumentScope = .house, contents: String,
    again: (() throws -> Data)? = nil, _ work: () throws -> Data
  ) throws -> Recorded<Data> {
    let hash = SHA256.digest(of: contents).bytes
    // Posted under the number as it is sent, before numbers had a form.
    for sent in spellings(of: number).dropLast() {
      let first: Recorded<Data>? = try firstResult(kind, sent, scope, contents)
      if let first { return try again.map { Recorded(try $0()) } ?? first }
    }
    let isNew: Bool
    do throws(DatabaseError) {
      isNew =
        try database.execute(
          Self.claimSQL,
          [
            .text(kind), .text(number), .text(scope.text), .bytes(hash), .text(kind),
            .text(number),
          ]
        ).affectedRows == 1
    } catch {
      guard case .duplicateKey = error.kind else { throw error }
      isNew = false
    }
    if !isNew {
      let first: Recorded<Data>? = try firstResult(kind, number, scope, contents)
      guard let first else { throw DatabaseError.undone(statement: "business_document.claim") }
      return try again.map { Recorded(try $0()) } ?? first
    }
    let result = Recorded(try work())
    _ = try database.execute(
      Self.completeSQL, [.bytes(result.json), .text(kind), .text(number), .text(scope.text)])
    return result
  }

  /// Whether this document was posted in that scope before, with these contents. 1 round trip.
  package func hasPosted(
    _ kind: String, _ number: String, scope: DocumentScope, contents: String
  ) throws -> Bool {
    let hash = SHA256.digest(of: contents).bytes
    return try database.query(
      Self.readSQL, [.text(kind), .text(number), .text(scope.text)]
    ) { row throws(DatabaseError) in try row.bytes(0) }.contains(hash)
  }

  private func firstResult<Data: Answer>(
    _ kind: String, _ number: String, _ scope: DocumentScope, _ contents: String
  ) throws -> Recorded<Data>? {
    let first = try database.first(Self.readSQL, [.text(kind), .text(number), .text(scope.text)]) {
      row throws(DatabaseError) in (try row.bytes(0), try row.bytes(1))
    }
    guard let first else { return nil }
    // What was posted before texts had a form means what it was sent as.
    let meanings = respelled.isEmpty ? [contents] : [contents, asSent(contents)]
    guard meanings.contains(where: { SHA256.digest(of: $0).bytes == first.0 }) else {
      throw Problem(.documentConflict)
    }
    return Recorded(first.1)
  }

  private func asSent(_ contents: String) -> String {
    respelled.reduce(contents) { text, spelling in
      spelling.form.isEmpty ? text : text.replacing(spelling.form, with: spelling.sent)
    }
  }
}
