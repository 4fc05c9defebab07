/// Purchase orders as their events tell them.
extension PurchaseOrder {
  private var snapshot: PurchaseSnapshot {
    PurchaseSnapshot(
      purchaseID: id, number: number, supplierID: supplierID, warehouseID: warehouseID,
      total: total)
  }

  /// The order was approved.
  func approved(by userID: Int64) -> PoApproved {
    let lines = lines.map {
      PurchaseLineSnapshot(
        lineNumber: $0.lineNumber, skuID: $0.skuID, quantity: $0.quantity, price: $0.price)
    }
    return PoApproved(snapshot, approvedBy: userID, lines: lines)
  }

  /// Goods came by a receipt.
  /// - Parameter documentID: the goods document; nil when everything was rejected
  func received(
    _ plan: ReceiptPlan, as number: String, documentID: Int64?, at date: Instant?
  ) throws(PurchaseRefusal) -> PoInStock {
    var lines: [ReceivedLineSnapshot] = []
    for part in plan.parts {
      lines.append(
        ReceivedLineSnapshot(
          lineNumber: part.lineNumber, skuID: part.skuID, quantity: part.accepted,
          rejected: part.rejected, unitCost: try UnitCost(price: part.price)))
    }
    return PoInStock(
      snapshot, receiptNumber: number, lines: lines, documentID: documentID, occurredAt: date)
  }

  /// Goods went back to their supplier.
  /// - Parameter documents: the goods documents, by the receipts that had brought the goods
  func returned(
    _ plan: ReturnPlan, as number: String, documents: [Int64: Int64], at date: Instant?
  ) -> PoReturned {
    let lines = plan.parts.map { part in
      PoReturned.Line(
        lineNumber: part.lineNumber, skuID: part.skuID, quantity: part.quantity,
        receiptNumber: part.receiptNumber, documentID: documents[part.receiptID])
    }
    return PoReturned(snapshot, returnNumber: number, lines: lines, occurredAt: date)
  }
}
