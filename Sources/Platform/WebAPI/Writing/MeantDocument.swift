import JSONCoding

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
    var problem = Problem(.documentAmbiguous)
    for found in left {
      let candidate = candidate(found)
      problem.add {
        $0.key("document_id")
        $0.optional(candidate.documentID)
        $0.key("org_id")
        $0.optional(candidate.organisationID)
        $0.key("warehouse_id")
        $0.optional(candidate.warehouseID)
      }
    }
    throw problem
  }
}

extension JSONWriter {
  fileprivate mutating func optional(_ number: Int64?) {
    if let number { integer(number) } else { null() }
  }
}
