import CostDomain
import Kernel
import Testing

/// Aim: a move belongs to a production order's sheet if, and only if, the order moved the goods.
@Suite struct CostMoveTests {
  private func materialOrder(
    _ quantity: Int64, _ document: CostDocument, origin: CostDocument? = nil
  ) throws -> String? {
    CostMove(
      skuID: 1, sequence: 1, moveID: 1, warehouseID: 1, quantity: try Quantity(whole: quantity),
      unitCost: nil, document: document, origin: origin
    ).materialOrder
  }

  @Test func materialOfAnOrder() throws {
    let order = CostDocument.production("MO-20261123-000001")
    #expect(try materialOrder(-3, order) == order.number)
    #expect(try materialOrder(-3, .production("L-1"), origin: order) == order.number)
    #expect(try materialOrder(3, CostDocument("return", "B-1"), origin: order) == order.number)
    #expect(try materialOrder(-3, .production("MO-20261123-1000001")) == "MO-20261123-1000001")
    // What the order made is not its material.
    #expect(try materialOrder(3, order, origin: order) == nil)
  }

  @Test(arguments: [
    "by-hand", "", "MO", "MO-1", "MO-20261123-", "MO-2026112-000001", "MO-20261123-00000x",
    "MO-20261123-000001-cancel", "mo-20261123-000001", "MO-２０２６１１２３-000001",
  ])
  func takenForProductionByHand(_ number: String) throws {
    #expect(try materialOrder(-3, .production(number)) == nil)
  }

  @Test func goodsOfOtherDocuments() throws {
    let (sale, number) = (CostDocument("sale", "S-1"), "MO-20261123-000001")
    #expect(try materialOrder(-3, sale) == nil)
    #expect(try materialOrder(-3, CostDocument("sale", number)) == nil)
    #expect(try materialOrder(3, CostDocument("return", "B-1"), origin: sale) == nil)
    #expect(try materialOrder(3, .production(number)) == nil)
  }
}
