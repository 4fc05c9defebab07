import Foundation
import StackKit
import Testing

extension BadInputTests {
  /// Bodies of the wrong type or size, and bodies in chunks.
  @Suite(.serialized) struct BodyTests {
    static let otherTypes: [String?] = [
      nil, "", "text/plain", "text/json", "application/xml", "application/jsonp",
      "application/json5", "application/ld+json", "json", "multipart/form-data; boundary=x",
      "application/x-www-form-urlencoded", "text/csv", "\"application/json\"",
      "application /json",
    ]

    @Test(arguments: WritingCall.all)
    func otherContentTypes(_ call: WritingCall) throws {
      let world = try BadInputWorld.get()
      let client = world.client(chinese: true)
      let body = try WritingCall.bytes(call.body(world, 1))
      try expectNoTrace(world) {
        for type in Self.otherTypes {
          let answer = try call.send(body, world, by: client, type: type)
          expectRefusal(answer, 415, "media_type.unsupported", type ?? "none", chinese: true)
        }
      }
    }

    @Test(arguments: ["application/json; charset=utf-8", "APPLICATION/JSON", "application/json;"])
    func formsOfTheRightType(_ type: String) throws {
      let world = try BadInputWorld.get()
      let body = Array(#"{"name":"type \#(type)"}"#.utf8)
      let call = WritingCall("POST", "/item/category/create") { _, _ in [:] }
      #expect(try call.send(body, world, by: world.client(), type: type).status == 201)
    }

    /// A body in another coding is not unpacked: no small body becomes a large one.
    @Test func contentCodings() throws {
      let world = try BadInputWorld.get()
      let client = world.client()
      try expectNoTrace(world) {
        for coding in ["gzip", "deflate", "br", "gzip, gzip", "x"] {
          let answer = try WritingCall.item[4].send(
            Array(#"{"name":"coded"}"#.utf8), world, by: client,
            headers: [("Content-Encoding", coding)])
          expectRefusal(answer, 415, "media_type.unsupported", coding)
        }
      }
    }

    @Test func theImportTakesCSVAlone() throws {
      let world = try BadInputWorld.get()
      let client = world.client()
      let call = WritingCall("POST", "/item/import") { _, _ in [:] }
      try expectNoTrace(world) {
        for type in [nil, "application/json", "text/plain", "text/csvx"] {
          let answer = try call.send(Array("code,name\n".utf8), world, by: client, type: type)
          expectRefusal(answer, 415, "media_type.unsupported", type ?? "none")
        }
        for bytes: [UInt8] in [[], [0xFF, 0xFE], Array("\"".utf8), Array("a,b\n1,2\n".utf8)] {
          let answer = try call.send(bytes, world, by: client, type: "text/csv")
          expectRefused(answer, "\(bytes)")
        }
      }
    }

    @Test(arguments: [false, true])
    func tooLarge(_ chinese: Bool) throws {
      let world = try BadInputWorld.get()
      let client = world.client(chinese: chinese)
      let blanks = [UInt8](repeating: 32, count: 1_048_577)
      try expectNoTrace(world) {
        for call in WritingCall.all {
          let answer = try call.send(blanks, world, by: client)
          expectRefusal(
            answer, 413, "body.too_large", call.testDescription, chinese: chinese)
        }
        // Of the largest size that passes, to the responder, and refused for what it is.
        for call in WritingCall.oneOfEach {
          let answer = try call.send(Array(blanks.dropLast()), world, by: client)
          expectRefusal(answer, 400, "request.malformed", call.testDescription, chinese: chinese)
        }
      }
    }

    @Test func chunked() throws {
      let world = try BadInputWorld.get()
      let client = world.client()
      let headers: [HTTPClient.Header] = [
        ("Authorization", "Bearer \(world.token)"), ("Content-Type", "application/json"),
      ]
      func send(_ chunks: [[UInt8]]) throws -> APIAnswer {
        APIAnswer(
          try client.http.sendChunked(
            "POST", "/item/category/create", headers: headers, chunks: chunks))
      }
      let body = Array(#"{"name":"chunked"}"#.utf8)
      #expect(try send(body.map { [$0] }).status == 201)
      #expect(try send([Array(#"{"name":"chunked at once"}"#.utf8)]).status == 201)
      try expectNoTrace(world) {
        expectRefusal(try send([]), 400, "request.malformed")
        expectRefusal(try send([Array(body.dropLast())]), 400, "request.malformed")
        let part = [UInt8](repeating: 32, count: 65_536)
        expectRefusal(try send(Array(repeating: part, count: 17)), 413, "body.too_large")
        let before = try Footprint.take(world.stack)
        for chunk in ["x\r\nab\r\n0\r\n\r\n", "-1\r\na\r\n0\r\n\r\n", "ffffffffffffffffff\r\n"] {
          let head =
            "POST /item/category/create HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Authorization: Bearer \(world.token)\r\nTransfer-Encoding: chunked\r\n\r\n"
          let answer = APIAnswer(
            try HTTPClient(port: world.stack.port).raw(Array((head + chunk).utf8)))
          expectRefused(answer, chunk)
        }
        try expectSameProcesses(world, since: before)
      }
    }
  }
}
