package import EventModel
package import JSONCoding
package import Kernel

/// The business document behind a change of stock.
package struct StockDocument: Sendable, Equatable, JSONWritable {
  /// in, out, lock, unlock, transfer or count.
  package let kind: String
  /// purchase, production, return, sale, order …
  package let refType: String
  /// With `refType` the document's natural key.
  package let reference: String
  /// The document whose goods come back, or for which goods are lost; nil for all others.
  package let origin: Origin?
  /// The goods document. Absent in events of version 1, whose moves name it, and where nothing
  /// moved.
  package let documentID: Int64?
  /// The document that the origin is, where it moved goods.
  package let originDocumentID: Int64?
  /// The moment by which periods and reports go; absent where `documentID` is.
  package let occurredAt: Instant?

  /// Another document, by its natural key.
  package struct Origin: Sendable, Equatable, JSONWritable {
    package let refType: String
    package let reference: String

    package init(refType: String, reference: String) {
      self.refType = refType
      self.reference = reference
    }

    package init(from reader: PayloadReader) throws(PayloadFault) {
      refType = try reader.text("ref_type")
      reference = try reader.text("ref_no")
    }

    package func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("ref_type", refType)
        writer.field("ref_no", reference)
      }
    }
  }

  package init(
    kind: String, refType: String, reference: String, origin: Origin? = nil,
    documentID: Int64? = nil, originDocumentID: Int64? = nil, occurredAt: Instant? = nil
  ) {
    self.documentID = documentID
    self.originDocumentID = originDocumentID
    self.occurredAt = occurredAt
    self.kind = kind
    self.refType = refType
    self.reference = reference
    self.origin = origin
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    kind = try reader.text("kind")
    refType = try reader.text("ref_type")
    reference = try reader.text("ref_no")
    if let inner = try reader.objectOrNil("origin") {
      origin = try Origin(from: inner)
    } else {
      origin = nil
    }
    documentID = try reader.integerOrNil("document_id")
    originDocumentID = try reader.integerOrNil("origin_document_id")
    occurredAt = try reader.instantOrNil("occurred_at")
  }

  var key: String { "\(refType):\(reference)" }

  package func write(to writer: inout JSONWriter) {
    writer.object { writeFields(to: &$0) }
  }

  func writeFields(to writer: inout JSONWriter) {
    writer.field("kind", kind)
    writer.field("ref_type", refType)
    writer.field("ref_no", reference)
    writer.field("origin", origin)
    writer.field("document_id", documentID)
    writer.field("origin_document_id", originDocumentID)
    writer.field("occurred_at", occurredAt)
  }
}
