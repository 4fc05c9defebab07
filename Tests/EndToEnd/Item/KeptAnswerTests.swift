import Foundation
import Kernel
import StackKit
import Synchronization
import Testing

/// Aim: what GET keeps of an item is never older than the database. The list, which keeps nothing,
/// is the oracle.
@Suite struct KeptAnswerTests {
  private let keeper: ItemActor
  private let stack: StockStack

  init() throws {
    stack = try StockStack.get()
    keeper = ItemActor(stack)
  }

  @Test func everyChangeShowsAtOnce() throws {
    let seed = UInt64.random(in: 0..<1 << 32)
    var random = SeededGenerator(seed: seed)
    let made = try keeper.create([["price": "10", "barcodes": [keeper.code()]], ["price": "20"]])
    let item = try #require(made.int("item_id"))
    for step in 0..<60 {
      try change(item, &random)
      // Made anew, then kept: by whichever thread answers.
      for _ in 0..<3 { try compare(item, "seed \(seed), step \(step)") }
    }
  }

  @Test func manyReadersSeeNothingOld() throws {
    let item = try #require(try keeper.create().int("item_id"))
    let finished = Flag()
    let old = try Crowd.run(5) { [stack] number -> Int in
      let client = stack.client()
      if number == 0 {
        defer { finished.raise() }
        for version in 1...200 {
          _ = try client.put("/item/\(item)", ["version": version, "name": "name \(version + 1)"])
        }
        return 0
      }
      var last = 0
      var old = 0
      while !finished.isRaised {
        let answer = try client.get("/item/\(item)")
        let version = answer.int("version") ?? 0
        if version < last { old += 1 }
        if version > 1, answer.string("name") != "name \(version)" { old += 1 }
        last = version
      }
      return old
    }
    #expect(old.reduce(0, +) == 0)
    #expect(try keeper.client.get("/item/\(item)").int("version") == 201)
  }

  private func change(_ item: Int, _ random: inout SeededGenerator) throws {
    let now = try keeper.client.get("/item/list?keyword=\(keeper.mark)&size=200").items
      .first { $0["item_id"] as? Int == item }
    let version = try #require(now?["version"] as? Int)
    let skus = try #require(now?["skus"] as? [[String: Any]])
    let sku = try #require(skus.randomElement(using: &random)?["sku_id"] as? Int)
    let price = "\(Int.random(in: 1...99, using: &random)).5"
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      let body: [String: Any] = ["version": version, "skus": [["sku_id": sku, "price": price]]]
      #expect(try keeper.client.put("/item/\(item)", body).status == 200)
    case 1:
      let list = Bool.random(using: &random) ? "retail" : "member"
      let body: [String: Any] = ["sku_id": sku, "price_list": list, "price": price]
      #expect(try keeper.client.post("/item/price/set", body).status == 200)
    case 2:
      let body: [String: Any] = ["sku_id": sku, "code": keeper.code()]
      #expect([200, 400].contains(try keeper.client.post("/item/barcode/bind", body).status))
    default:
      guard let code = (skus.flatMap { $0["barcodes"] as? [String] ?? [] }).last else { return }
      let owner = skus.first { ($0["barcodes"] as? [String])?.contains(code) == true }
      let body: [String: Any] = ["sku_id": owner?["sku_id"] ?? 0, "code": code]
      #expect(try keeper.client.post("/item/barcode/unbind", body).status == 200)
      #expect(try keeper.client.get("/item/barcode/\(code)").status == 404)
    }
  }

  private func compare(_ item: Int, _ comment: String) throws {
    let listed = try keeper.client.get("/item/list?keyword=\(keeper.mark)&size=200").items
      .first { $0["item_id"] as? Int == item }
    let shown = try keeper.client.get("/item/\(item)")
    let data = try #require(shown.envelope["data"] as? NSDictionary)
    #expect(data == listed as NSDictionary?, "\(comment)")
    for sku in listed?["skus"] as? [[String: Any]] ?? [] {
      let id = try #require(sku["sku_id"] as? Int)
      let single = try keeper.client.get("/item/sku/\(id)")
      #expect(single.string("retail_price") == sku["retail_price"] as? String, "\(comment)")
      for code in sku["barcodes"] as? [String] ?? [] {
        let scanned = try keeper.client.get("/item/barcode/\(code)")
        #expect(scanned.int("sku_id") == id, "\(comment)")
        #expect(scanned.string("price") == sku["retail_price"] as? String, "\(comment)")
      }
    }
  }
}

/// Says to other threads that it is time to end.
private final class Flag: Sendable {
  private let raised = Atomic(false)
  var isRaised: Bool { raised.load(ordering: .acquiring) }
  func raise() { raised.store(true, ordering: .releasing) }
}
