package import EventModel
import JSONCoding

/// An event on its way into the outbox, its data already written out.
package struct OutboxEvent: Sendable {
  let centre: String
  let type: String
  let version: Int
  let key: String
  let source: String
  let requestID: String
  let payload: [UInt8]

  /// - Parameters:
  ///   - payload: what happened
  ///   - source: the program that says so, such as "erp-order"
  ///   - requestID: of the request, or of the event, that caused it; never empty
  package init(_ payload: some EventPayload, source: String, requestID: String) {
    var writer = JSONWriter(reserving: 256)
    payload.write(to: &writer)
    self.init(payload, bytes: writer.bytes, source: source, requestID: requestID)
  }

  private init<Payload: EventPayload>(
    _ payload: Payload, bytes: [UInt8], source: String, requestID: String
  ) {
    self.centre = Payload.centre
    self.type = Payload.type
    self.version = Payload.version
    self.key = payload.key
    self.source = source
    self.requestID = requestID
    self.payload = bytes
  }
}
