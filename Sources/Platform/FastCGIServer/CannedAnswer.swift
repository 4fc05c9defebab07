/// Answers that the gateway gives without a worker, in the shape of the API's own failures.
enum CannedAnswer {
  /// All connections are busy. The peer has not been read, so its request id is a guess: Nginx
  /// always uses 1.
  static let overloaded = make(
    id: 1, status: "503 Service Unavailable", extra: "Retry-After: 1\r\n",
    body: #"{"code":50301,"error":"unavailable","message":"Too busy, try again.","details":[]}"#)

  static func headersTooLarge(id: Int) -> [UInt8] {
    make(
      id: id, status: "431 Request Header Fields Too Large", extra: "",
      body: #"{"code":43101,"error":"request.headers_too_large","#
        + #""message":"The request's headers are too large.","details":[]}"#)
  }

  private static func make(id: Int, status: String, extra: String, body: String) -> [UInt8] {
    let head =
      "Status: \(status)\r\nContent-Type: application/json\r\nCache-Control: no-store\r\n"
      + "\(extra)Content-Length: \(body.utf8.count)\r\n\r\n"
    return Wire.answer(id: id, Array((head + body).utf8))
  }
}
