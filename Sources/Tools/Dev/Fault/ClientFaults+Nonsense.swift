import Foundation
import StackKit

/// What no honest client sends: refused with a 4xx, and never an answer too many.
extension ClientFaults {
  static func malformed(_ scene: inout FaultScene) throws {
    let bodies: [[UInt8]] = [
      [], Array("{".utf8), Array(#"{"channel":}"#.utf8), Array("[1,]".utf8),
      Array(#"{"channel":"a","channel":"b"}"#.utf8), [0xFF, 0xFE, 0x7B], [0xEF, 0xBB, 0xBF, 0x7B],
      Array(#"{"channel":"\u0000"}"#.utf8), [UInt8](repeating: UInt8(ascii: "["), count: 100_000),
      Array(#"{"store_id":"#.utf8) + [UInt8](repeating: UInt8(ascii: "9"), count: 60_000) + [0x7D],
    ]
    for body in bodies { try refuse(scene, "/order/create", body, [400]) }
    let typed = try send(scene, "/order/create", Array("a=b".utf8), type: "text/plain")
    try scene.expect([400, 415].contains(typed) || typed >= 502, "text/plain: \(typed)")
  }

  static func oversized(_ scene: inout FaultScene) throws {
    let body = [UInt8](repeating: UInt8(ascii: " "), count: 2 << 20)
    try refuse(scene, "/order/create", body, [413])
    let header = "X-Long: " + String(repeating: "x", count: 40_000)
    try answers(scene, request("GET /health", scene, [header]), [400, 431, 494])
    let path = "GET /item/" + String(repeating: "9", count: 9_000)
    try answers(scene, request(path, scene, []), [414, 400])
  }

  static func impossibleNumbers(_ scene: inout FaultScene) throws {
    let numbers = ["-1", "0", "9223372036854775808", "1e308", "0.00001", "\"NaN\"", "null"]
    for number in numbers {
      let line = #"{"sku_id":1,"qty":\#(number)}"#
      let order = #"{"channel":"odd","store_id":1,"lines":[\#(line)]}"#
      try refuse(scene, "/order/create", Array(order.utf8), [400])
      let stock = #"{"ref_type":"manual","ref_no":"odd","lines":[\#(line)]}"#
      try refuse(scene, "/stock/in", Array(stock.utf8), [400])
    }
  }

  static func smuggled(_ scene: inout FaultScene) throws {
    let inner = "GET /user/me HTTP/1.1\r\nHost: x\r\n\r\n"
    let heads = [
      ["Content-Length: 5", "Transfer-Encoding: chunked"],
      ["Content-Length: 5", "Content-Length: 6"],
      ["Content-Length: +5"], ["Transfer-Encoding: xchunked"], ["Content-Length : 5"],
    ]
    for headers in heads {
      try answers(
        scene, request("POST /order/create", scene, headers) + Array(inner.utf8),
        [400, 411, 415, 501])
    }
  }

  private static func send(
    _ scene: FaultScene, _ path: String, _ body: [UInt8], type: String = "application/json"
  ) throws -> Int {
    let client = HTTPClient(port: scene.stack.port, timeout: 40)
    let authorization = scene.faults.authorization.split(separator: ": ", maxSplits: 1)
    return try client.send(
      "POST", path,
      headers: [("Authorization", String(authorization[1])), ("Content-Type", type)], body: body
    ).status
  }

  /// 502 to 504 are other faults' doing.
  private static func refuse(
    _ scene: FaultScene, _ path: String, _ body: [UInt8], _ allowed: Set<Int>
  ) throws {
    let status = try send(scene, path, body)
    let text = String(decoding: body.prefix(60), as: UTF8.self)
    try scene.expect(allowed.contains(status) || status >= 502, "\(path) \(text): \(status)")
  }

  /// A raw request; hanging up on it is an answer too.
  private static func answers(
    _ scene: FaultScene, _ bytes: [UInt8], _ allowed: Set<Int>
  ) throws {
    guard let answer = try? HTTPClient(port: scene.stack.port, timeout: 40).raw(bytes) else {
      return
    }
    try scene.expect(
      allowed.contains(answer.status) || answer.status >= 502, "\(answer.status): \(answer.text)")
  }
}
