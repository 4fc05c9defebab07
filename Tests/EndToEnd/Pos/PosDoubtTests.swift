import Foundation
import StackKit
import Testing

/// Aim: what a till sends is judged sale by sale, booked with its doubts, and never lost.
@Suite struct PosDoubtTests {
  let till: Till
  var shop: SalesCounter { till.shop }

  init() throws { till = try Till() }

  private func time(hoursAhead hours: Double) -> String {
    ISO8601DateFormatter().string(from: Date().addingTimeInterval(hours * 3_600))
  }

  private func flags(_ answer: APIAnswer, _ index: Int = 0) -> [String] {
    let results = answer.object["results"] as? [[String: Any]] ?? []
    return results.indices.contains(index) ? results[index]["flags"] as? [String] ?? ["?"] : ["?"]
  }

  @Test func aFaultyEntryIsParkedAndTheOthersGoOn() throws {
    let goods = try shop.goods(price: "5")
    var faulty = till.sale(2, [(goods, "1", "5")], payable: "5")
    faulty["payable"] = "5.001"
    faulty["colour"] = "red"
    let sales = [
      till.sale(1, [(goods, "1", "5")], payable: "5"), faulty,
      till.sale(3, [(goods, "1", "5")], payable: "5"),
    ]
    let answer = try till.sync(sales)
    #expect(answer.statuses == ["accepted", "failed", "accepted"], "\(answer.http.text)")
    #expect(answer.string("results.1.error") == "request.invalid")
    let results = answer.object["results"] as? [[String: Any]] ?? []
    let details = results[1]["details"] as? [[String: String]] ?? []
    #expect(Set(details.map { $0["field"] ?? "" }) == ["payable", "colour"], "\(details)")
    #expect(answer.int("next_seq") == 4)
    // What was sent is kept as it came, and is the same when it comes again.
    let kept = try shop.stack.sql(
      "SELECT payload FROM pos_receipt WHERE device_id = '\(till.device)' AND seq = 2")
    #expect(kept[0][0].contains("\"colour\""), "\(kept)")
    #expect(try till.sync(sales).statuses == ["duplicate", "failed", "duplicate"])
    #expect(try till.retry(2).string("error") == "request.invalid")
  }

  @Test func theEnvelopeAloneIs400() throws {
    let goods = try shop.goods(price: "5")
    let good = till.sale(1, [(goods, "1", "5")], payable: "5")
    for name in ["seq", "client_id"] {
      var entry = good
      entry[name] = nil
      let answer = try till.sync([good, entry])
      #expect(answer.status == 400, "\(answer.http.text)")
      let fields = answer.details.map { $0["field"] as? String }
      #expect(fields == ["orders[1].\(name)"], "\(answer.http.text)")
    }
    #expect(try till.status().int("next_seq") == 1)
  }

  @Test func salesFromTheFuture() throws {
    let goods = try shop.goods(price: "5")
    func sale(_ sequence: Int, _ time: String) -> [String: Any] {
      till.sale(sequence, [(goods, "1", "5")], payable: "5", soldAt: time)
    }
    let answer = try till.sync([
      sale(1, time(hoursAhead: 25)), sale(2, time(hoursAhead: 14)), sale(3, time(hoursAhead: -1)),
      sale(4, "1999-12-31T23:59:59Z"),
    ])
    #expect(answer.statuses == ["failed", "accepted", "accepted", "failed"], "\(answer.http.text)")
    #expect(answer.string("results.0.error") == "pos.sold_at_out_of_range")
    #expect(answer.string("results.3.error") == "pos.sold_at_out_of_range")
    #expect(flags(answer, 1) == ["clock_ahead"] && flags(answer, 2) == [], "\(answer.http.text)")
    let number = try #require(answer.string("results.1.order_no"))
    let order = try till.client.get("/order/\(number)")
    #expect(order.object["flags"] as? [String] == ["clock_ahead"], "\(order.http.text)")
    let list = try till.client.get("/order/list?store_id=\(shop.store)&flag=clock_ahead")
    #expect(list.int("total") == 1, "\(list.http.text)")
  }

  @Test func aMemberWhomNobodyKnowsIsToldOf() throws {
    let goods = try shop.goods(price: "5")
    var sale = till.sale(1, [(goods, "1", "5")], payable: "5")
    sale["member_id"] = 9_007_199_254_740_000
    let answer = try till.sync([sale])
    #expect(flags(answer) == ["member_unknown"], "\(answer.http.text)")
    let number = try #require(answer.string("results.0.order_no"))
    let order = try till.client.get("/order/\(number)")
    #expect(order.object["member_id"] is NSNull, "\(order.http.text)")
    #expect(order.int("claimed_member_id") == 9_007_199_254_740_000)
    #expect(flags(try till.sync([sale])) == ["member_unknown"])
  }

  /// One transaction that paid two sales: both have happened, and the second says so.
  @Test func aTransactionThatPaidBefore() throws {
    let goods = try shop.goods(price: "5")
    let transaction = SalesCounter.name("t")
    let sales = (1...2).map { sequence -> [String: Any] in
      var sale = till.sale(sequence, [(goods, "1", "5")], payable: "5")
      sale["payments"] = [["method": "wechat", "amount": "5", "txn_no": transaction]]
      return sale
    }
    let answer = try till.sync(sales)
    #expect(answer.statuses == ["accepted", "accepted"], "\(answer.http.text)")
    #expect(flags(answer, 0) == [] && flags(answer, 1) == ["txn_taken"], "\(answer.http.text)")
  }

  @Test func aSkipIsTakenBack() throws {
    let goods = try shop.goods(price: "5")
    func sale(_ sequence: Int) -> [String: Any] {
      till.sale(sequence, [(goods, "1", "5")], payable: "5")
    }
    #expect(try till.skip(1, "lost").status == 200)
    #expect(try till.sync([sale(2)]).statuses == ["accepted"])
    #expect(try till.sync([sale(1)]).string("results.0.error") == "pos.skipped")
    // Nothing has come under it yet: it counts as skipped until it does.
    #expect(try till.retry(1).string("status") == "skipped")
    let late = try till.sync([sale(1)])
    #expect(late.statuses == ["accepted"], "\(late.http.text)")
    #expect(try till.sync([sale(1)]).statuses == ["duplicate"])
    // One that is stored is applied.
    #expect(try till.sync([sale(4)]).statuses == ["waiting"])
    #expect(try till.skip(4, "void").status == 200)
    // The number before it is still to come, so it waits for that one.
    #expect(try till.retry(4).string("status") == "waiting")
    #expect(try till.sync([sale(3)]).statuses == ["accepted"])
    #expect(try till.status().int("next_seq") == 5)
    #expect(try shop.level(goods) == StockFigures(96, locked: 0))
  }
}
