import MariaDBClient
import Security

/// A business document's own number: posting it again returns the first result, whoever sends it
/// and whenever, with or without an idempotency key.
extension Call {
  private static let claimSQL = SQL(
    "business_document.claim",
    "INSERT INTO business_document (kind, number, content_hash) VALUES (?, ?, ?)")
  private static let readSQL = SQL(
    "business_document.read",
    "SELECT content_hash, result FROM business_document WHERE kind = ? AND number = ?")
  private static let completeSQL = SQL(
    "business_document.complete",
    "UPDATE business_document SET result = ? WHERE kind = ? AND number = ?")

  /// Does `work` unless the document `kind` `number` was posted before, in which case its first
  /// result is returned; other `contents` under the same number are 409 `document.conflict`.
  ///
  /// Call it first in the transaction, before any other row is locked: a twin waits here.
  /// - Parameter contents: the document's meaning as text, the same for the same meaning.
  package func once<Data: Answer>(
    _ kind: String, _ number: String, contents: String, _ work: () throws -> Data
  ) throws -> Recorded<Data> {
    let hash = SHA256.digest(of: contents).bytes
    do throws(DatabaseError) {
      _ = try database.execute(Self.claimSQL, [.text(kind), .text(number), .bytes(hash)])
    } catch {
      guard case .duplicateKey = error.kind else { throw error }
      return try firstResult(kind, number, hash)
    }
    let result = Recorded(try work())
    _ = try database.execute(
      Self.completeSQL, [.bytes(result.json), .text(kind), .text(number)])
    return result
  }

  private func firstResult<Data: Answer>(
    _ kind: String, _ number: String, _ hash: [UInt8]
  ) throws -> Recorded<Data> {
    let first = try database.first(Self.readSQL, [.text(kind), .text(number)]) {
      row throws(DatabaseError) in (try row.bytes(0), try row.bytes(1))
    }
    guard let first else { throw DatabaseError.undone(statement: "business_document.claim") }
    guard first.0 == hash else { throw Problem(.documentConflict) }
    return Recorded(first.1)
  }
}
