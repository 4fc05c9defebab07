import Foundation
import StackKit
import Testing

/// Aim: no two orders have numbers that differ by case alone, and the tills' channel is theirs.
@Suite struct ChannelTests {
  let till: Till
  var shop: SalesCounter { till.shop }

  init() throws { till = try Till() }

  @Test func oneSeriesInAnyCase() throws {
    let goods = try shop.goods()
    var numbers: [String] = []
    for channel in ["WEB", "web", "Web", "WEB"] {
      var body = shop.body([(goods, 1)])
      body["channel"] = channel
      let placed = try shop.client.post("/order/create", body)
      let number = try #require(placed.string("order_no"), "\(placed.http.text)")
      #expect(number.hasPrefix("\(channel)-\(shop.store)-"))
      numbers.append(number)
    }
    #expect(Set(numbers.map { $0.lowercased() }).count == 4, "\(numbers)")
    #expect(numbers.map { Int($0.suffix(6)) } == [1, 2, 3, 4], "\(numbers)")
    let audit = try SharedBooks.alone { try shop.stack.operate("audit", "--grace", "30") }
    #expect(!audit.output.contains("/web-\(shop.store)-"), "\(audit.output)")
  }

  @Test func theTillsChannelIsTheirs() throws {
    let goods = try shop.goods(price: "5")
    let answer = try till.sync([till.sale(1, [(goods, "1", "5")], payable: "5")])
    let number = try #require(answer.string("results.0.order_no"), "\(answer.http.text)")
    #expect(number.hasPrefix("till-\(shop.store)-"))
    #expect(try till.client.get("/order/\(number)").string("channel") == "till")
    for channel in ["till", "TILL", "ｔｉｌｌ"] {
      var body = shop.body([(goods, 1)])
      body["channel"] = channel
      let refused = try shop.client.post("/order/create", body)
      #expect(refused.status == 400, "\(refused.http.text)")
      #expect(refused.details.map { $0["field"] as? String } == ["channel"])
    }
  }

  /// Two spellings that had a series each go on above both.
  @Test func seriesOfBeforeBecomeOne() throws {
    let lower = "order/kiosk-\(shop.store)-20200101"
    let upper = lower.replacingOccurrences(of: "kiosk", with: "KIOSK")
    let file = "sql/migrations/0456_order__count_channels_in_any_case.sql"
    let migration = try String(contentsOfFile: file, encoding: .utf8)
      .replacingOccurrences(of: "'order/%'", with: "'order/%-\(shop.store)-20200101'")
    try SharedBooks.alone {
      defer { _ = try? shop.stack.sql("DELETE FROM document_number WHERE series = '\(lower)'") }
      try shop.stack.sql(
        "INSERT INTO document_number (series, value) VALUES ('\(upper)', 5), ('\(lower)', 9)")
      try shop.stack.sql(migration)
      let rows = try shop.stack.sql(
        "SELECT series, value FROM document_number WHERE LOWER(series) = '\(lower)'")
      #expect(rows == [[lower, "14"]])
    }
  }
}
