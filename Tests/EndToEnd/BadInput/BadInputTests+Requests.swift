import Foundation
import StackKit
import Testing

extension BadInputTests {
  /// Headers, addresses and methods that no well-behaved client sends.
  @Suite(.serialized) struct RequestTests {
    private func raw(_ text: String, _ world: BadInputWorld) throws -> APIAnswer {
      APIAnswer(try HTTPClient(port: world.stack.port, timeout: 10).raw(Array(text.utf8)))
    }

    private func head(_ world: BadInputWorld, _ path: String = "/item/list") -> String {
      "GET \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        + "Authorization: Bearer \(world.token)\r\n"
    }

    @Test func largeHeaders() throws {
      let world = try BadInputWorld.get()
      let filling = String(repeating: "a", count: 65_536)
      try expectNoTrace(world) {
        let names = [
          "X-Long", "Authorization", "Accept-Language", "Idempotency-Key", "X-Request-Id", "Cookie",
          "Content-Type",
        ]
        for name in names {
          let answer = try raw(head(world) + "\(name): \(filling)\r\n\r\n", world)
          expectRefusal(answer, 400, "request.malformed", name, chinese: false)
        }
        let many = (0..<64).map { "X-\($0): \(filling.prefix(1018))\r\n" }.joined()
        expectRefusal(try raw(head(world) + many + "\r\n", world), 400, "request.malformed")
        let empty = (0..<20_000).map { "X-\($0):\r\n" }.joined()
        expectRefusal(try raw(head(world) + empty + "\r\n", world), 400, "request.malformed")
        // Within Nginx's limits, to the responder.
        let long = String(filling.prefix(7000))
        for name in ["Accept-Language", "Idempotency-Key", "Content-Type", "X-Request-Id"] {
          let answer = try raw(head(world) + "\(name): \(long)\r\n\r\n", world)
          #expect(answer.status < 500 && answer.status > 0, "\(name): \(answer.http.text)")
        }
      }
    }

    /// What a client sends never becomes a header of the answer, or a second answer.
    @Test func injection() throws {
      let world = try BadInputWorld.get()
      let client = world.client()
      let line = "%0d%0aX-Injected:%201%0d%0a%0d%0a<html>"
      try expectNoTrace(world) {
        for path in [
          "/item/barcode/", "/order/", "/item/", "/stock/", "/user/", "/nowhere/",
          "/item/list?keyword=", "/item/list?sort=", "/order/list?status=", "/docs?x=",
        ] {
          let answer = try client.get(path + line)
          #expect(answer.status < 500)
          #expect(answer.http.header("X-Injected") == nil, "\(path)")
          #expect(!answer.http.text.contains("<html>\r\n"), "\(path)")
        }
        for name in ["X-Request-Id", "Accept-Language", "Idempotency-Key", "Origin"] {
          for value in [
            "a\rX-Injected: 1", "a%0d%0aX-Injected: 1", "a\u{0}b", "a\u{B}b", "a\u{85}b",
          ] {
            let answer = try raw(head(world) + "\(name): \(value)\r\n\r\n", world)
            #expect(answer.http.header("X-Injected") == nil, "\(name)")
            #expect((200..<500).contains(answer.status), "\(name): \(answer.http.text)")
          }
        }
      }
    }

    /// Requests whose length can be read in two ways get one answer, a refusal.
    @Test func smuggling() throws {
      let world = try BadInputWorld.get()
      let start =
        "POST /item/category/create HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + "Authorization: Bearer \(world.token)\r\n"
      let body = #"{"name":"smuggled"}"#
      let wrong = [
        "Content-Length: 19\r\nContent-Length: 5\r\n", "Content-Length: +19\r\n",
        "Content-Length: -19\r\n", "Content-Length: 0x13\r\n", "Content-Length: 1 9\r\n",
        "Content-Length: 19, 19\r\n", "Content-Length: 99999999999999999999\r\n",
        "Content-Length: 19\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked, identity\r\n", "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
      ]
      try expectNoTrace(world) {
        for lengths in wrong {
          let answer = try raw(start + lengths + "\r\n" + body, world)
          #expect([400, 413, 501].contains(answer.status), "\(lengths): \(answer.http.text)")
          #expect(refusalFault(answer, chinese: false) == nil, "\(lengths)")
        }
      }
    }

    @Test(arguments: [false, true])
    func longAddresses(_ chinese: Bool) throws {
      let world = try BadInputWorld.get()
      let client = world.client(chinese: chinese)
      let long = String(repeating: "a", count: 7000)
      try expectNoTrace(world) {
        // Nginx refuses these before it has read a header, so it knows no language.
        for path in ["/item/barcode/", "/order/", "/item/list?keyword=", "/docs?"] {
          expectRefusal(
            try client.get(path + String(repeating: "a", count: 9000)), 414,
            "request.uri_too_long", path)
        }
        for path in ["/item/list%00", "/item/./../../x", "/item/%", "/item/%zz"] {
          expectRefusal(try client.get(path), 400, "request.malformed", path)
        }
        for path in [
          "/item/barcode/\(long)", "/item/\(long)", "/order/\(long)", "/stock/\(long)",
          "/user/\(long)", "/item/list?keyword=\(long)", "/item/list?\(long)",
          "/item" + String(repeating: "/a", count: 3000),
          "/item/list?" + (0..<500).map { "a\($0)=1" }.joined(separator: "&"),
          "/item/list?" + String(repeating: "&", count: 7000) + "size=0",
          "/item/list?page=1&page=2", "/item/list/", "/item/list/x", "/item/%2e%2e",
          "/ITEM/LIST", "/item/list%20", "/item/%E8%9E",
        ] {
          let answer = try client.get(path)
          expectRefused(answer, String(path.prefix(60)), chinese: chinese)
        }
      }
    }

    /// Every path of the API's description, with every method that it does not have.
    @Test func otherMethods() throws {
      let world = try BadInputWorld.get()
      let client = world.client()
      let document = try client.get("/openapi.json").http.json as? [String: Any]
      let paths = try #require(document?["paths"] as? [String: [String: Any]])
      #expect(paths.count > 40)
      try expectNoTrace(world) {
        for (template, operations) in paths {
          let path = template.split(separator: "/").map { $0.hasPrefix("{") ? "1" : String($0) }
            .joined(separator: "/")
          let allowed = Set(operations.keys.map { $0.uppercased() })
          for method in ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "FOO", "get", "LOCK"]
          where !allowed.contains(method) && !(method == "HEAD" && allowed.contains("GET")) {
            let answer = APIAnswer(
              try client.http.send(
                method, "/" + path,
                headers: [
                  ("Authorization", "Bearer \(world.token)"), ("Content-Type", "application/json"),
                ],
                body: ["GET", "HEAD", "get", "FOO"].contains(method) ? nil : Array("{}".utf8)))
            let what = "\(method) \(template)"
            // Nginx itself answers what is no method at all.
            if method == "get" {
              #expect([400, 405].contains(answer.status), "\(what)")
              continue
            }
            #expect(answer.status == 405, "\(what): \(answer.status) \(answer.http.text)")
            if method != "HEAD" {
              expectRefusal(answer, 405, "method.not_allowed", what)
            }
            let allow = answer.http.header("Allow") ?? ""
            let named = Set(
              allow.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
            #expect(allowed.isSubset(of: named) && !named.contains(method), "\(what): \(allow)")
          }
        }
      }
    }
  }
}
