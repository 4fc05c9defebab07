import Foundation
import Kernel
import StackKit
import Testing

extension BadInputTests {
  /// SQL in every text of every writing call, and in every filter: a text is a text.
  @Suite(.serialized) struct SQLTests {
    static let hostile = [
      "' OR 1=1 --", "\"; DROP TABLE stock_balance; --", "'; DELETE FROM sku; #", "\\", "\\'",
      "\\' OR '1'='1", "%", "_", "%_\\%", "x' UNION SELECT password_hash FROM user_account -- ",
      "1);INSERT(", "/*!50000 OR 1*/", "`", "0x27", "?", "${x}", "{{7*7}}", "\u{FF07} OR 1",
      "'\u{E000}'", "ʼ", "😀'", "SLEEP(5)", "' AND SLEEP(5) AND '1",
      "EVAL return 1", "$(id)", "../../etc/passwd", "<script>alert(1)</script>",
    ]

    /// Each text in a body, by its path.
    private static func texts(_ value: Any, _ path: [Any] = []) -> [[Any]] {
      if value is String { return [path] }
      if let object = value as? [String: Any] {
        return object.keys.sorted().flatMap { texts(object[$0] ?? 0, path + [$0]) }
      }
      let list = value as? [Any] ?? []
      return list.indices.flatMap { texts(list[$0], path + [$0]) }
    }

    private static func replacing(_ value: Any, _ path: [Any], with text: String) -> Any {
      guard let step = path.first else { return text }
      let rest = Array(path.dropFirst())
      if let key = step as? String, var object = value as? [String: Any] {
        object[key] = replacing(object[key] ?? 0, rest, with: text)
        return object
      }
      if let index = step as? Int, var list = value as? [Any] {
        list[index] = replacing(list[index], rest, with: text)
        return list
      }
      return value
    }

    private static func holds(_ value: Any?, _ text: String) -> Bool {
      switch value {
      case let string as String: string == text
      case let object as [String: Any]:
        object.contains { holds($0.value, text) || $0.key == text }
      case let list as [Any]: list.contains { holds($0, text) }
      default: false
      }
    }

    /// Numbers for codes of this suite's own.
    private static func number(_ call: WritingCall, _ index: Int) -> Int {
      let place = WritingCall.all.firstIndex { $0.testDescription == call.testDescription } ?? 0
      return 1_000_000 * (place + 1) + index
    }

    /// What an answer shows again, where it shows the field at all.
    static let shown: Set = ["name", "brand", "remark", "carrier", "tracking_no", "reason"]

    @Test(arguments: WritingCall.all)
    func inEveryText(_ call: WritingCall) throws {
      let world = try BadInputWorld.get()
      let client = world.client()
      let before = try Footprint.settled(world.stack)
      var index = 0
      let paths = Self.texts(try call.body(world, 0))
      let numbersOnly = [
        "POST /member/coupon", "POST /promo/enable", "POST /promo/disable", "POST /mo/release",
        "POST /mo/start", "POST /mo/issue", "POST /job/finish", "POST /cost/calculate",
        "PUT /item/unit/{unit}",
      ]
      #expect(paths.isEmpty == numbersOnly.contains(call.testDescription))
      // Passwords are hashed slowly on purpose: there each text is tried in one field only.
      let isSlow = ["POST /user/create", "POST /user/login", "POST /user/password"]
        .contains(call.testDescription)
      for (place, path) in paths.enumerated() {
        for (turn, text) in Self.hostile.enumerated() {
          index += 1
          if isSlow, turn % paths.count != place { continue }
          let good = try call.body(world, Self.number(call, index))
          let body = Self.replacing(good, path, with: text)
          let start = Date()
          let answer = try call.send(try WritingCall.bytes(body), world, by: client)
          let what = "\(path.last ?? "") \(text)"
          if answer.status < 300 {
            if let field = path.last as? String, path.count == 1, Self.shown.contains(field),
              answer.object[field] != nil
            {
              let kept = text.trimmingCharacters(in: .whitespaces)
              #expect(Self.holds(answer.data, kept), "\(what): \(answer.http.text)")
            }
          } else {
            expectRefused(answer, what)
          }
          #expect(Date().timeIntervalSince(start) < 4, "\(what) took its time")
        }
      }
      try expectSameProcesses(world, since: before)
      let after = try Footprint.settled(world.stack)
      let shrunk = before.tables.keys.filter { Self.rows(after, $0) < Self.rows(before, $0) }
      #expect(shrunk.isEmpty, "rows are gone from \(shrunk)")
    }

    private static func rows(_ footprint: Footprint, _ table: String) -> Int {
      footprint.tables[table].flatMap { $0.split(separator: " ").first }.flatMap { Int($0) } ?? -1
    }

    /// What was written comes back as it was, by the call that reads it.
    @Test func storedAsItIs() throws {
      let world = try BadInputWorld.get()
      let client = world.client()
      for (index, text) in Self.hostile.enumerated() {
        let made = try client.post(
          "/item/create",
          [
            "name": text, "code": "sql\(index)", "brand": text,
            "skus": [["price": 1, "spec": ["key": text]]],
          ])
        try #require(made.status == 201, "\(text): \(made.http.text)")
        // Blanks at the ends go; inside, a text stays as it was.
        let text = text.trimmingCharacters(in: .whitespaces)
        let read = try client.get("/item/\(made.int("item_id") ?? 0)")
        #expect(read.string("name") == text && read.string("brand") == text)
        #expect((read["skus.0.spec"] as? [String: String]) == ["key": text])
        let order = try client.post(
          "/order/create",
          [
            "channel": "pos", "store_id": 1, "remark": text,
            "lines": [["sku_id": world.skus[0], "qty": 1]],
          ])
        let number = try #require(order.string("order_no"), "\(text): \(order.http.text)")
        #expect(try client.get("/order/\(number)").string("remark") == text)
        let cancel = try client.post("/order/cancel", ["order_no": number, "reason": text])
        #expect(cancel.status == 200, "\(cancel.http.text)")
      }
    }

    static let filters = [
      "/item/list?keyword=", "/item/list?kind=", "/item/list?status=", "/item/list?sort=",
      "/stock/move/list?ref_no=", "/stock/move/list?ref_type=", "/stock/lock/list?ref_no=",
      "/order/list?status=", "/order/list?sort=", "/order/list?from=", "/user/list?keyword=",
      "/user/list?status=", "/user/list?sort=", "/user/audit/list?action=",
      "/ops/events/dead?consumer=", "/item/list?category_id=", "/order/list?member_id=",
    ]

    /// A filter finds what holds the text, or is refused; it never opens the list.
    @Test(arguments: filters)
    func inFilters(_ filter: String) throws {
      let world = try BadInputWorld.get()
      let client = world.client()
      try expectNoTrace(world) {
        for text in Self.hostile {
          let answer = try client.get(filter + Self.encoded(text))
          if answer.status == 200 {
            let rows = answer.items
            // Search words are compared in their form: without blanks at the ends, narrow.
            let word = TextForm.folded(text)
            let strangers = rows.filter { row in !row.values.contains { Self.contains($0, word) } }
            #expect(strangers.isEmpty, "\(text) finds \(strangers.prefix(1))")
          } else {
            expectRefusal(answer, 400, "request.invalid", text)
          }
        }
      }
    }

    private static func contains(_ value: Any, _ text: String) -> Bool {
      (value as? String).map { TextForm.folded($0).contains(text) } ?? false
    }

    private static func encoded(_ text: String) -> String {
      text.utf8.map { "%" + String($0 | 0, radix: 16).leftPadded }.joined()
    }

    @Test(arguments: ["/item/", "/item/sku/", "/item/barcode/", "/order/", "/stock/", "/user/"])
    func inPaths(_ path: String) throws {
      let world = try BadInputWorld.get()
      let client = world.client()
      try expectNoTrace(world) {
        for text in Self.hostile where !text.contains("/") {
          let answer = try client.get(path + Self.encoded(text))
          // A barcode may be any visible text: then it is that one, to the letter.
          if answer.status == 200, path == "/item/barcode/" {
            #expect(answer.string("barcode") == text)
          } else {
            expectRefused(answer, text)
          }
        }
      }
    }
  }
}

extension String {
  /// Two digits at least.
  fileprivate var leftPadded: String { count < 2 ? "0" + self : self }
}
