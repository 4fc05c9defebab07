import MariaDBClient
import Security
package import WebAPI

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
  private static let claimSQL = SQL(
    "business_document.claim",
    "INSERT INTO business_document (kind, number, scope, content_hash) VALUES (?, ?, ?, ?)")
  private static let readSQL = SQL(
    "business_document.read",
    """
    SELECT content_hash, result FROM business_document \
    WHERE kind = ? AND number = ? AND scope IN (?, '')
    """)
  /// What was posted before there were scopes, and belongs to none, holds its number in all: that
  /// it is there shows as a second row. To ask at the claim costs each call 2 % of its time in the
  /// database.
  private static let completeSQL = SQL(
    "business_document.complete",
    """
    UPDATE business_document SET result = IF(scope = ?, ?, NULL) \
    WHERE kind = ? AND number = ? AND scope IN (?, '')
    """)

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
    func answer(_ first: Recorded<Data>) throws -> Recorded<Data> {
      try again.map { Recorded(try $0()) } ?? first
    }
    if let first: Recorded<Data> = try postedBefore(kind, number, scope, contents) {
      return try answer(first)
    }
    do throws(DatabaseError) {
      try database.execute(
        Self.claimSQL,
        [.text(kind), .text(number), .text(scope.text), .bytes(SHA256.digest(of: contents).bytes)])
    } catch {
      guard case .duplicateKey = error.kind else { throw error }
      let first: Recorded<Data>? = try firstResult(kind, number, scope, contents)
      guard let first else { throw DatabaseError.undone(statement: "business_document.claim") }
      return try answer(first)
    }
    let result: Recorded<Data>
    do {
      result = Recorded(try work())
    } catch {
      if scope != .house { try requireNoneOfBefore(kind, number, refused: error) }
      throw error
    }
    let rows = try database.execute(
      Self.completeSQL,
      [.text(scope.text), .bytes(result.json), .text(kind), .text(number), .text(scope.text)]
    ).affectedRows
    if rows > 1 { throw findingOneOfBefore() }
    return result
  }

  /// What was posted of before: under the number as it is sent, before numbers had a form; or with
  /// no scope, once a run of this call has found that it is there.
  private func postedBefore<Data: Answer>(
    _ kind: String, _ number: String, _ scope: DocumentScope, _ contents: String
  ) throws -> Recorded<Data>? {
    let all = spellings(of: number)
    for spelling in hasOneOfBefore ? all[...] : all.dropLast() {
      let first: Recorded<Data>? = try firstResult(kind, spelling, scope, contents)
      if let first { return first }
    }
    return nil
  }

  /// What is refused today may have been done before there were scopes. A lost transaction says
  /// nothing of either.
  private func requireNoneOfBefore(
    _ kind: String, _ number: String, refused error: any Error
  ) throws {
    if error is RunAnew || (error as? DatabaseError)?.mayPass == true { return }
    let house = SQLValue.text(DocumentScope.house.text)
    let found = try database.query(Self.readSQL, [.text(kind), .text(number), house]) {
      row throws(DatabaseError) in try row.bytes()
    }
    if !found.isEmpty { throw findingOneOfBefore() }
  }

  private func findingOneOfBefore() -> RunAnew {
    hasOneOfBefore = true
    return RunAnew()
  }

  /// Whether this document was posted in that scope before, with these contents. 1 round trip.
  package func hasPosted(
    _ kind: String, _ number: String, scope: DocumentScope, contents: String
  ) throws -> Bool {
    let meanings = meanings(of: contents)
    let found = try named(number) {
      try database.query(Self.readSQL, [.text(kind), .text($0), .text(scope.text)]) {
        row throws(DatabaseError) in try row.bytes()
      }.filter(meanings.contains)
    }
    return !found.isEmpty
  }

  private func firstResult<Data: Answer>(
    _ kind: String, _ number: String, _ scope: DocumentScope, _ contents: String
  ) throws -> Recorded<Data>? {
    let first = try database.first(Self.readSQL, [.text(kind), .text(number), .text(scope.text)]) {
      row throws(DatabaseError) in (try row.bytes(), try row.bytes())
    }
    guard let first else { return nil }
    guard meanings(of: contents).contains(first.0) else { throw Problem(.documentConflict) }
    return Recorded(first.1)
  }

  /// Hashes of what these contents mean: what was posted before texts had a form means what it was
  /// sent as.
  private func meanings(of contents: String) -> [[UInt8]] {
    (respelled.isEmpty ? [contents] : [contents, asSent(contents)]).map {
      SHA256.digest(of: $0).bytes
    }
  }

  private func asSent(_ contents: String) -> String {
    respelled.reduce(contents) { text, spelling in
      spelling.form.isEmpty ? text : text.replacing(spelling.form, with: spelling.sent)
    }
  }
}

/// A document's meaning as text: the same for the same meaning, so that posting it again is known
/// (contract part 2, section A, "Natural keys"). No text of a request holds control characters:
/// they part the fields.
package enum DocumentContents {
  /// The whole: its kind and header, then its lines.
  package static func text(_ parts: [String]) -> String { parts.joined(separator: "\u{1E}") }

  /// One line of it.
  package static func line(_ fields: [String]) -> String { fields.joined(separator: "\u{1F}") }
}
