/// Answers that the gateway gives without a worker, in the shape of the API's own failures.
enum CannedAnswer {
  /// All connections are busy.
  /// - Parameters:
  ///   - id: the request's; Nginx always uses 1.
  ///   - body: JSON in the API's shape.
  static func overloaded(id: Int, body: [UInt8]) -> [UInt8] {
    make(id: id, status: "503 Service Unavailable", extra: "Retry-After: 1\r\n", body: body)
  }

  static func headersTooLarge(id: Int) -> [UInt8] {
    let body =
      #"{"code":43101,"error":"request.headers_too_large","#
      + #""message":"The request's headers are too large.","details":[]}"#
    return make(
      id: id, status: "431 Request Header Fields Too Large", extra: "", body: Array(body.utf8))
  }

  private static func make(id: Int, status: String, extra: String, body: [UInt8]) -> [UInt8] {
    let head =
      "Status: \(status)\r\nContent-Type: application/json\r\nCache-Control: no-store\r\n"
      + "\(extra)Content-Length: \(body.count)\r\n\r\n"
    return Wire.answer(id: id, Array(head.utf8) + body)
  }
}
