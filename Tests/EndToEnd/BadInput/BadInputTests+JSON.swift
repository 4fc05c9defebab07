import Foundation
import StackKit
import Testing

extension BadInputTests {
  /// Bodies that are no JSON, or no JSON object.
  @Suite(.serialized) struct JSONTests {
    static let malformed: [(what: String, text: String)] = [
      ("nothing", ""), ("blanks", " \n\t"), ("an open object", "{"), ("a closed one", "}"),
      ("an open list", "["), ("a key", #"{"a""#), ("a key and a colon", #"{"a":"#),
      ("no closing brace", #"{"a":1"#), ("a comma too many", #"{"a":1,}"#), ("a comma", "{,}"),
      ("no colon", #"{"a" 1}"#), ("a bare key", "{a:1}"), ("single quotes", "{'a':1}"),
      ("two values", #"{"a":1}{"b":2}"#), ("words behind it", #"{"a":1} x"#), ("a word", "nul"),
      ("NaN", #"{"a":NaN}"#), ("infinity", #"{"a":Infinity}"#), ("a lone minus", #"{"a":-}"#),
      ("a leading zero", #"{"a":01}"#), ("no fraction", #"{"a":1.}"#),
      ("a leading point", #"{"a":.5}"#), ("a plus", #"{"a":+1}"#), ("hexadecimal", #"{"a":0x1}"#),
      ("no exponent", #"{"a":1e}"#), ("an unknown escape", #"{"a":"\x"}"#),
      ("half an escape", #"{"a":"\u12"}"#), ("a lone surrogate", #"{"a":"\ud800"}"#),
      ("surrogates reversed", #"{"a":"\udc00\ud800"}"#), ("NUL, escaped", #"{"a":"\u0000"}"#),
      ("NUL in a key", #"{"\u0000":1}"#), ("a raw tab", "{\"a\":\"\t\"}"),
      ("a raw line end", "{\"a\":\"\n\"}"), ("a block comment", "/* c */ {}"),
      ("a line comment", "// c\n{}"), ("the same key twice", #"{"a":1,"a":2}"#),
      ("the same key, once escaped", #"{"a":1,"\u0061":2}"#),
      ("the same key inside", #"{"lines":[{"qty":1,"qty":2}]}"#), ("a BOM", "\u{FEFF}{}"),
      ("XML", "<a/>"), ("a form", "a=1&b=2"), ("a NUL byte", "{}\0"),
      ("10,000 open lists", String(repeating: "[", count: 10_000)),
      ("10,000 lists", nested(10_000, "[", "]")),
      ("10,000 objects", nested(10_000, #"{"a":"#, "}")),
      ("65 lists", #"{"lines":"# + nested(64, "[", "]") + "}"),
      ("100,000 lists", nested(100_000, "[", "]")),
      ("60,000 digits and a letter", #"{"a":"# + String(repeating: "1", count: 60_000) + "x}"),
    ]

    static func nested(_ depth: Int, _ open: String, _ close: String) -> String {
      String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
    }

    @Test(arguments: WritingCall.all)
    func malformed(_ call: WritingCall) throws {
      let world = try BadInputWorld.get()
      let clients = [world.client(), world.client(chinese: true)]
      try expectNoTrace(world) {
        for (what, text) in Self.malformed {
          for (index, client) in clients.enumerated() {
            let answer = try call.send(text, world, by: client)
            expectRefusal(answer, 400, "request.malformed", what, chinese: index == 1)
            #expect(answer.code == 40000 && answer.faultyFields.count == 1, "\(what)")
          }
        }
      }
    }

    /// A good body, cut at many places.
    @Test(arguments: WritingCall.all)
    func truncated(_ call: WritingCall) throws {
      let world = try BadInputWorld.get()
      let client = world.client()
      let whole = try WritingCall.bytes(call.body(world, 0))
      try expectNoTrace(world) {
        for length in stride(from: 1, to: whole.count, by: max(1, whole.count / 40)) {
          let answer = try call.send(Array(whole[..<length]), world, by: client)
          expectRefusal(answer, 400, "request.malformed", "\(length) of \(whole.count) bytes")
        }
      }
    }

    @Test(arguments: WritingCall.all)
    func notAnObject(_ call: WritingCall) throws {
      let world = try BadInputWorld.get()
      let client = world.client(chinese: true)
      try expectNoTrace(world) {
        for text in ["[]", "[{}]", #""x""#, "1", "-0", "1e400", "null", "true", nested64] {
          let answer = try call.send(text, world, by: client)
          expectRefusal(answer, 400, "request.invalid", text, chinese: true)
          #expect(answer.faultyFields == ["body"])
        }
      }
    }

    /// As deep as is allowed.
    private var nested64: String { Self.nested(64, "[", "]") }

    static let wrongUTF8: [(what: String, bytes: [UInt8])] = [
      ("0xFF", [0xFF]), ("a lone continuation", [0x80]), ("an overlong slash", [0xC0, 0xAF]),
      ("an overlong NUL", [0xC0, 0x80]), ("a surrogate", [0xED, 0xA0, 0x80]),
      ("above U+10FFFF", [0xF4, 0x90, 0x80, 0x80]), ("half a character", [0xE8, 0x9E]),
      ("GBK", [0xC2, 0xDD, 0xCB, 0xBF]),
    ]

    @Test(arguments: WritingCall.all)
    func notUTF8(_ call: WritingCall) throws {
      let world = try BadInputWorld.get()
      let client = world.client()
      try expectNoTrace(world) {
        for (what, bytes) in Self.wrongUTF8 {
          let inValue = Array(#"{"name":""#.utf8) + bytes + Array(#""}"#.utf8)
          let inKey = Array(#"{""#.utf8) + bytes + Array(#"":1}"#.utf8)
          for body in [inValue, inKey, bytes] {
            let answer = try call.send(body, world, by: client)
            expectRefusal(answer, 400, "request.malformed", what)
          }
        }
        for encoding in [String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf16, .utf32] {
          let body = Array("{\"name\":\"x\"}".data(using: encoding) ?? Data())
          expectRefusal(
            try call.send(body, world, by: client), 400, "request.malformed", "\(encoding)")
        }
      }
    }
  }
}
