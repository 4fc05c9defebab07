import FaultKit
import Foundation
import Glibc
import Processes
import StackKit
import Testing

/// Clients that hang up.
extension FaultTests {
  private static let rounds = 200

  @Test func aClientGoneHalfWayWritesNothing() throws {
    let sku = try faults.newGoods(1, quantity: 1000)[0]
    let channel = faults.newChannel()
    let before = try faults.processes()
    let body = Array(orderBody(channel, sku).utf8)
    Crowd.run(8) { index in
      for round in 0..<Self.rounds / 8 {
        let key = "\(channel)-\(index)-\(round)"
        let part = Array(body.prefix(1 + (index * 31 + round * 7) % (body.count - 1)))
        if round % 2 == 0 {
          try? HTTPClient(port: stack.port).sendAndAbort(head(key, body.count) + part)
        } else {
          abortAtResponder("order", key: key, length: body.count, sending: part)
        }
      }
    }
    sleep(0.5)
    let orders = try stack.sql("SELECT COUNT(*) FROM sales_order WHERE channel = '\(channel)'")
    let calls = try stack.sql(
      "SELECT COUNT(*) FROM api_call WHERE idem_key LIKE '\(channel)-%'")
    FaultStack.say(
      "\(Self.rounds) bodies cut off: \(orders[0][0]) orders, \(calls[0][0]) calls written")
    #expect(orders == [["0"]] && calls == [["0"]])
    #expect(try faults.processes() == before, "a process ended")
    try faults.waitForQuiet()
    try faults.audit()
    try expectService()
  }

  /// Hung up after the last byte: it may be done or not, and asking again with the key tells.
  @Test func aClientGoneBeforeTheAnswerAsksAgain() throws {
    let sku = try faults.newGoods(1, quantity: 1000)[0]
    let channel = faults.newChannel()
    let before = try faults.processes()
    let body = Array(orderBody(channel, sku).utf8)
    Crowd.run(8) { index in
      for round in 0..<12 {
        let request = head("\(channel)-\(index)-\(round)", body.count) + body
        try? HTTPClient(port: stack.port).sendAndAbort(request)
        if round % 3 == 0 { usleep(3_000) }
        let again = try? HTTPClient(port: stack.port).raw(request)
        if again?.status != 201 { Issue.record("\(again.map(\.text) ?? "no answer")") }
      }
    }
    let orders = try stack.sql("SELECT COUNT(*) FROM sales_order WHERE channel = '\(channel)'")
    FaultStack.say("96 orders, each asked for twice, the first time hung up: \(orders[0][0])")
    #expect(orders == [["96"]])
    #expect(try faults.processes() == before, "a process ended")
    try faults.waitForQuiet()
    try faults.audit()
  }

  private func orderBody(_ channel: String, _ sku: Int) -> String {
    #"{"channel":"\#(channel)","store_id":1,"lines":[{"sku_id":\#(sku),"qty":"1"}]}"#
  }

  private func head(_ key: String, _ length: Int) -> [UInt8] {
    let lines = [
      "POST /order/create HTTP/1.1", "Host: 127.0.0.1:\(stack.port)", faults.authorization,
      "Content-Type: application/json", "Content-Length: \(length)", "Idempotency-Key: \(key)",
      "Connection: close", "", "",
    ]
    return Array(lines.joined(separator: "\r\n").utf8)
  }

  /// Nginx reads bodies whole; so one that breaks off reaches a responder only from elsewhere.
  private func abortAtResponder(
    _ name: String, key: String, length: Int, sending part: [UInt8]
  ) {
    let parameters = [
      "REQUEST_METHOD": "POST", "REQUEST_URI": "/order/create", "DOCUMENT_URI": "/order/create",
      "CONTENT_TYPE": "application/json", "CONTENT_LENGTH": "\(length)",
      "HTTP_IDEMPOTENCY_KEY": key, "ERP_REQUEST_ID": key, "ERP_USER_ID": "1",
      "ERP_USER_NAME": "admin", "ERP_ORG_ID": "1", "ERP_ORG_SCOPE": "*", "ERP_PERMISSIONS": "*",
      "ERP_SESSION_ID": "1",
    ]
    var pairs: [UInt8] = []
    for (name, value) in parameters {
      pairs += [UInt8(name.utf8.count), UInt8(value.utf8.count)]
      pairs += Array(name.utf8) + Array(value.utf8)
    }
    func record(_ kind: UInt8, _ content: [UInt8]) -> [UInt8] {
      [1, kind, 0, 1, UInt8(content.count >> 8), UInt8(content.count & 255), 0, 0] + content
    }
    let bytes =
      record(1, [0, 1, 0, 0, 0, 0, 0, 0]) + record(4, pairs) + record(4, []) + record(5, part)
    guard let descriptor = try? UnixSocket.connect(to: stack.layout.socket(name)) else {
      Issue.record("\(name) does not listen")
      return
    }
    Descriptor.write(bytes, to: descriptor)
    close(descriptor)
  }
}
