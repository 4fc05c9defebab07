import JSONCoding
package import WebAPI

/// What tells apart documents of one number: they repeat from scope to scope.
package struct DocumentCandidate: Hashable, Sendable {
  /// Nil for what is named otherwise, such as a lock.
  package let documentID: Int64?
  package let organisationID: Int64?
  package let warehouseID: Int64?

  package init(documentID: Int64?, organisationID: Int64?, warehouseID: Int64?) {
    self.documentID = documentID
    self.organisationID = organisationID
    self.warehouseID = warehouseID
  }
}

extension Call {
  /// The document that a call means which knows its number alone (contract part 2, section A,
  /// "Natural keys"): that of the caller's own organisation, else the only one.
  ///
  /// - Parameter visible: all of that number that the caller sees
  /// - Returns: nil when there is none
  /// - Throws: `document.ambiguous` with what could be meant
  package func meant<Found>(
    among visible: [Found], _ candidate: (Found) -> DocumentCandidate
  ) throws(Problem) -> Found? {
    let own = visible.filter { candidate($0).organisationID == caller.organisationID }
    let left = own.isEmpty ? visible : own
    if left.count <= 1 { return left.first }
    throw .ambiguous(left.map(candidate))
  }
}

extension Problem {
  /// Several documents have the number that was given; which ones.
  package static func ambiguous(_ candidates: [DocumentCandidate]) -> Problem {
    Problem(.documentAmbiguous, for: candidates) { candidate, writer in
      writer.field("document_id", candidate.documentID)
      writer.field("org_id", candidate.organisationID)
      writer.field("warehouse_id", candidate.warehouseID)
    }
  }
}
