import Foundation
import StackKit
import Testing

extension BadInputTests {
  /// Fields that no call has, and lists of the wrong length.
  @Suite(.serialized) struct FieldTests {
    /// Whatever the API describes as taking a JSON body is in the list that these tests walk.
    @Test func noCallIsLeftOut() throws {
      let world = try BadInputWorld.get()
      let document = try world.client().get("/openapi.json").http.json as? [String: Any]
      let paths = try #require(document?["paths"] as? [String: [String: Any]])
      var described: Set<String> = []
      for (path, operations) in paths {
        for (method, operation) in operations {
          let body = (operation as? [String: Any])?["requestBody"] as? [String: Any]
          let content = body?["content"] as? [String: Any]
          if content?["application/json"] != nil {
            described.insert("\(method.uppercased()) \(path)")
          }
        }
      }
      let walked = WritingCall.all.map { call in
        call.testDescription.replacing("{item}", with: "{id}").replacing("{user}", with: "{id}")
          .replacing("{supplier}", with: "{id}")
      }
      // These two would end the login that the tests use.
      let ending = ["POST /user/logout", "POST /user/password/reset"]
      #expect(described.subtracting(walked).subtracting(ending) == [])
      #expect(Set(walked).subtracting(described) == [])
    }

    @Test(arguments: WritingCall.all)
    func unknownFields(_ call: WritingCall) throws {
      let world = try BadInputWorld.get()
      let client = world.client()
      let names = [
        "zzz", "is_admin", "status_", "created_by", "Version", "user_ID", "__proto__", "$ref",
        "constructor", "中文", "a.b", "",
      ]
      let good = try call.body(world, 2)
      try expectNoTrace(world) {
        for name in names {
          var body = good
          body[name] = 1
          let answer = try call.send(body, world, by: client)
          expectRefusal(answer, 400, "request.invalid", name)
          #expect(answer.faultyFields == [name], "\(answer.http.text)")
        }
      }
    }

    /// Inside a line too, with the line's place.
    @Test(arguments: WritingCall.all)
    func unknownFieldsInside(_ call: WritingCall) throws {
      let world = try BadInputWorld.get()
      let good = try call.body(world, 3)
      try expectNoTrace(world) {
        for (key, value) in good {
          guard var rows = value as? [[String: Any]] else { continue }
          // A till's entry is judged by itself, and parked.
          if call.testDescription == "POST /pos/sync" { continue }
          rows[0]["zzz"] = "x"
          var body = good
          body[key] = rows
          let answer = try call.send(body, world, by: world.client())
          expectRefusal(answer, 400, "request.invalid", key)
          #expect(answer.faultyFields == ["\(key)[0].zzz"], "\(answer.http.text)")
        }
      }
    }

    /// Every field of the wrong type, all named at once.
    @Test(arguments: WritingCall.all)
    func wrongTypes(_ call: WritingCall) throws {
      let world = try BadInputWorld.get()
      let good = try call.body(world, 4)
      try expectNoTrace(world) {
        for wrong: Any in [["a": ["b": 1]], [[[1]]], true] {
          let body = good.mapValues { _ in wrong }
          let answer = try call.send(body, world, by: world.client())
          expectRefusal(answer, 400, "request.invalid", "\(wrong)")
          // To a flag, true is right.
          let expected = wrong is Bool ? good.filter { !($0.value is Bool) } : good
          #expect(
            Set(answer.faultyFields.map { $0.prefix { $0 != "[" && $0 != "." } })
              .isSuperset(of: expected.keys.map { $0[...] }), "\(answer.http.text)")
        }
        // Nothing at all: each field that is needed is named, but where none is needed.
        if call.testDescription == "POST /cost/calculate" { return }
        let empty = try call.send([:] as WritingCall.Body, world, by: world.client())
        expectRefusal(empty, 400, "request.invalid")
        #expect(!empty.details.isEmpty)
      }
    }

    /// A hostile document does not get a megabyte of faults back.
    @Test func thousandsOfFaults() throws {
      let world = try BadInputWorld.get()
      let many = (0..<20_000).map { #""a\#($0)":1"# }.joined(separator: ",")
      try expectNoTrace(world) {
        let answer = try WritingCall.item[0].send("{\(many)}", world, by: world.client())
        expectRefusal(answer, 400, "request.invalid")
        #expect((1...100).contains(answer.details.count))
      }
    }

    /// The documents that have lines, and a line of each.
    static let documents: [WritingCall] = [
      WritingCall.stock[0], WritingCall.stock[1], WritingCall.stock[2], WritingCall.stock[4],
      WritingCall.stock[5], WritingCall.order[0],
    ]

    @Test(arguments: documents)
    func lengths(_ call: WritingCall) throws {
      let world = try BadInputWorld.get()
      let client = world.client()
      var body = try call.body(world, 5)
      let line = try #require((body["lines"] as? [[String: Any]])?.first)
      try expectNoTrace(world) {
        for count in [0, 1001, 20_000] {
          body["lines"] = Array(repeating: line, count: count)
          let answer = try call.send(body, world, by: client)
          if count == 20_000, try WritingCall.bytes(body).count > 1_048_576 {
            expectRefusal(answer, 413, "body.too_large")
          } else {
            expectRefusal(answer, 400, "request.invalid", "\(count) lines")
            #expect(answer.faultyFields == ["lines"], "\(answer.http.text)")
          }
        }
        body["lines"] = nil
        expectRefusal(try call.send(body, world, by: client), 400, "request.invalid", "no lines")
        body["lines"] = [NSNull()]
        expectRefusal(try call.send(body, world, by: client), 400, "request.invalid", "null")
      }
      // As many as are allowed, all of one SKU: one line in the end.
      if call.testDescription != "POST /stock/count" {
        body["lines"] = Array(repeating: line, count: 1000)
        let full = try call.send(body, world, by: client)
        #expect([201, 409].contains(full.status), "\(full.http.text)")
      }
    }

    /// Texts at their limits, and characters that no text may have.
    @Test func texts() throws {
      let world = try BadInputWorld.get()
      let client = world.client()
      let call = WritingCall.item[4]
      try expectNoTrace(world) {
        let wrong = [
          "", " ", "   ", String(repeating: "a", count: 101), String(repeating: "螺", count: 101),
          "a\u{1}", "\u{7F}", "ta\tb", "li\nne", "\u{1B}[31m",
        ]
        for text in wrong {
          let answer = try call.send(["name": text] as WritingCall.Body, world, by: client)
          expectRefusal(answer, 400, "request.invalid", text)
          #expect(answer.faultyFields == ["name"])
        }
      }
      let longest = String(repeating: "😀", count: 100)
      let answer = try call.send(["name": longest] as WritingCall.Body, world, by: client)
      #expect(answer.status == 201 && answer.string("name") == longest)
    }

    @Test(arguments: ["", "a b", "é", "\u{1}", "\u{7F}", String(repeating: "k", count: 65), "\t"])
    func idempotencyKeys(_ key: String) throws {
      let world = try BadInputWorld.get()
      let client = world.client()
      let call = WritingCall.item[4]
      // An empty key is none; anything else that is no key is named, or stops at Nginx.
      if key.isEmpty || key == "\t" { return }
      try expectNoTrace(world) {
        let answer = try call.send(
          Array(#"{"name":"keyed"}"#.utf8), world, by: client,
          headers: [("Idempotency-Key", key)])
        expectRefused(answer, key)
        if answer.error == "request.invalid" {
          #expect(answer.faultyFields == ["Idempotency-Key"])
        }
      }
    }
  }
}
