package import EventStream
package import JSONCoding

/// The business document behind a change of stock.
package struct StockDocument: Sendable, Equatable, JSONWritable {
  /// in, out, lock, unlock, transfer or count.
  package let kind: String
  /// purchase, production, return, sale, order …
  package let refType: String
  /// With `refType` the document's natural key.
  package let refNo: String
  /// The document whose goods come back, or for which goods are lost; nil for all others.
  package let origin: Origin?

  /// Another document, by its natural key.
  package struct Origin: Sendable, Equatable, JSONWritable {
    package let refType: String
    package let refNo: String

    package init(refType: String, refNo: String) {
      self.refType = refType
      self.refNo = refNo
    }

    package init(from reader: PayloadReader) throws(PayloadFault) {
      refType = try reader.text("ref_type")
      refNo = try reader.text("ref_no")
    }

    package func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("ref_type", refType)
        writer.field("ref_no", refNo)
      }
    }
  }

  package init(kind: String, refType: String, refNo: String, origin: Origin? = nil) {
    self.kind = kind
    self.refType = refType
    self.refNo = refNo
    self.origin = origin
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    kind = try reader.text("kind")
    refType = try reader.text("ref_type")
    refNo = try reader.text("ref_no")
    if let inner = try reader.objectOrNil("origin") {
      origin = try Origin(from: inner)
    } else {
      origin = nil
    }
  }

  var key: String { "\(refType):\(refNo)" }

  package func write(to writer: inout JSONWriter) {
    writer.object { writeFields(to: &$0) }
  }

  func writeFields(to writer: inout JSONWriter) {
    writer.field("kind", kind)
    writer.field("ref_type", refType)
    writer.field("ref_no", refNo)
    writer.field("origin", origin)
  }
}
