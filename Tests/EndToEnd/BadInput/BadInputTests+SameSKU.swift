import Foundation
import StackKit
import Testing

extension BadInputTests {
  /// Lines that name the same goods are one line, with the sum: in every document alike.
  @Suite(.serialized) struct SameSKUTests {
    private func twice(_ sku: Int, _ first: String, _ second: String) -> [[String: Any]] {
      [["sku_id": sku, "qty": first], ["sku_id": sku, "qty": second]]
    }

    private func post(
      _ path: String, _ body: [String: Any], _ world: BadInputWorld
    ) throws -> APIAnswer {
      let answer = try world.client().post(path, body)
      try #require([200, 201].contains(answer.status), "\(path): \(answer.http.text)")
      return answer
    }

    @Test(arguments: [("/stock/in", "3.0000"), ("/stock/out", "-3.0000")])
    func moves(_ path: String, _ sum: String) throws {
      let world = try BadInputWorld.get()
      let answer = try post(
        path,
        [
          "ref_type": "manual", "ref_no": "twice\(path)",
          "lines": twice(world.skus[1], "1", "2"),
        ], world)
      #expect((answer["moves"] as? [Any])?.count == 1)
      #expect(answer.string("moves.0.qty") == sum)
    }

    /// Another batch is another line.
    @Test func batches() throws {
      let world = try BadInputWorld.get()
      let lines: [[String: Any]] = ["a", "b", "a"].map {
        ["sku_id": world.skus[1], "qty": 1, "batch_no": $0]
      }
      let answer = try post(
        "/stock/in", ["ref_type": "manual", "ref_no": "batches", "lines": lines], world)
      #expect((answer["moves"] as? [Any])?.count == 2)
      #expect(answer.string("moves.0.qty") == "2.0000")
      #expect(answer.string("moves.1.qty") == "1.0000")
    }

    @Test func locks() throws {
      let world = try BadInputWorld.get()
      let lock = try post(
        "/stock/lock", ["ref_no": "twice", "lines": twice(world.skus[1], "1.5", "2.5")], world)
      #expect((lock["lines"] as? [Any])?.count == 1)
      #expect(lock.string("lines.0.qty") == "4.0000")
      let unlock = try post(
        "/stock/unlock", ["ref_no": "twice", "lines": twice(world.skus[1], "1", "0.5")], world)
      #expect((unlock["released"] as? [Any])?.count == 1)
      #expect(unlock.string("released.0.qty") == "1.5000")
      _ = try post("/stock/unlock", ["ref_no": "twice"], world)
    }

    /// Each line alone would fit, the sum does not.
    @Test func theSumCounts() throws {
      let world = try BadInputWorld.get()
      let client = world.client()
      try expectNoTrace(world) {
        let lines = twice(world.skus[1], "900", "900")
        for (path, body) in [
          ("/stock/out", ["ref_type": "manual", "ref_no": "sum", "lines": lines]),
          ("/stock/lock", ["ref_no": "sum", "lines": lines]),
          ("/order/create", ["channel": "pos", "store_id": 1, "lines": lines]),
        ] as [(String, [String: Any])] {
          let answer = try client.post(path, body)
          expectRefusal(answer, 409, "stock.insufficient", path)
          #expect(answer.details.count == 1)
          #expect(answer.details.first?["requested"] as? String == "1800.0000")
        }
        // A sum that no column holds.
        let huge = twice(world.skus[1], "99999999999999.9999", "99999999999999.9999")
        for (path, body) in [
          ("/stock/in", ["ref_type": "manual", "ref_no": "huge", "lines": huge]),
          ("/stock/lock", ["ref_no": "huge", "lines": huge]),
          ("/order/create", ["channel": "pos", "store_id": 1, "lines": huge]),
        ] as [(String, [String: Any])] {
          expectRefused(try client.post(path, body), path)
        }
      }
    }

    @Test func transfers() throws {
      let world = try BadInputWorld.get()
      let answer = try post(
        "/stock/transfer",
        [
          "ref_no": "twice", "from_warehouse_id": 1, "to_warehouse_id": world.secondWarehouse,
          "lines": twice(world.skus[1], "1", "1"),
        ], world)
      let moves = try #require(answer["moves"] as? [[String: Any]])
      #expect(Set(moves.compactMap { $0["qty"] as? String }) == ["2.0000", "-2.0000"])
      #expect(moves.count == 2)
    }

    @Test func counts() throws {
      let world = try BadInputWorld.get()
      let lines = [5, 7].map { ["sku_id": world.skus[2], "counted_qty": $0] }
      _ = try post(
        "/stock/count", ["ref_no": "twice", "warehouse_id": 1, "lines": lines], world)
      let level = try world.client().get("/stock/\(world.skus[2])?warehouse_id=1")
      #expect(level.string("on_hand") == "12.0000")
    }

    /// By id and by barcode, which are the same goods.
    @Test func orders() throws {
      let world = try BadInputWorld.get()
      let answer = try post(
        "/order/create",
        [
          "channel": "pos", "store_id": 1,
          "lines": [
            ["sku_id": world.skus[0], "qty": 1] as [String: Any],
            ["barcode": world.barcode, "qty": "2"],
          ],
        ], world)
      #expect((answer["lines"] as? [Any])?.count == 1)
      #expect(answer.string("lines.0.qty") == "3.0000")
      #expect(answer.string("payable") == "7.50")
      let order = try #require(answer.string("order_no"))
      _ = try post("/order/cancel", ["order_no": order], world)
    }
  }
}
