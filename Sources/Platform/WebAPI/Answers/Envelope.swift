import JSONCoding

/// The contract's outer object around every answer.
package enum Envelope {
  /// `{"code":0,"message":"ok","data":…,"request_id":"…"}`
  package static func success(_ data: some Answer, requestID: String) -> [UInt8] {
    var writer = JSONWriter(reserving: 1024)
    writer.beginObject()
    writer.field("code", 0)
    writer.field("message", "ok")
    writer.key("data")
    data.write(into: &writer)
    writer.field("request_id", requestID)
    writer.endObject()
    return writer.bytes
  }

  /// `{"code":40901,"error":"…","message":"…","details":[…],"request_id":"…"}`
  package static func failure(_ problem: Problem, in language: Language, requestID: String)
    -> [UInt8]
  {
    var writer = JSONWriter(reserving: 256)
    writer.beginObject()
    writer.field("code", problem.kind.code)
    writer.field("error", problem.kind.name)
    writer.field("message", problem.kind.message(in: language))
    writer.key("details")
    writer.array(problem.details) { $0.raw($1) }
    writer.field("request_id", requestID)
    writer.endObject()
    return writer.bytes
  }
}
