package import JSONCoding

/// The data of one type of event, at one version.
///
/// A published version never changes its meaning: fields may be added, and anything else is a new
/// version. Readers ignore fields that they do not know.
package protocol EventPayload: Sendable {
  /// Name in the envelope, in the past tense: "OrderPaid".
  static var type: String { get }
  /// 1, 2, 3 …
  static var version: Int { get }
  /// The publishing centre in lower case; the stream is `erp:events:<centre>`.
  static var centre: String { get }

  /// What the event is about, such as an order number. Events of one key keep their order.
  var key: String { get }

  /// The same with the word for what it is, as the audit log names it: "order:SO20261201-000017".
  var object: String { get }

  /// Writes one JSON object.
  func write(to writer: inout JSONWriter)

  /// Reads what `write(to:)` wrote.
  /// - Throws: `PayloadFault` when a field is missing or is not what it should be
  init(from reader: PayloadReader) throws(PayloadFault)
}

extension EventPayload {
  package var object: String { "\(Self.centre):\(key)" }
}
