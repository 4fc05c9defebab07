package import Kernel

/// What a delivery does to an order.
package struct ReceiptPlan: Equatable, Sendable {
  /// What of one line came.
  package struct Part: Equatable, Sendable {
    package let lineNumber: Int
    package let skuID: Int64
    package let price: UnitPrice
    package let quantity: Quantity
    package let rejected: Quantity
    /// What goes into stock.
    package let accepted: Quantity
    /// More came, over all deliveries, than the tolerance allows.
    package let isOver: Bool
  }

  /// A line of which more came than may still come: ordered × (1 + tolerance), less what was taken
  /// before and did not go back.
  package struct Excess: Equatable, Sendable {
    package let lineNumber: Int
    package let ordered: Quantity
    package let limit: Quantity
    /// What came with this delivery, on top of what was taken before and did not go back.
    package let received: Quantity
  }

  /// In ascending order of line.
  package let parts: [Part]
  /// The order's lines after the delivery.
  package let lines: [PurchaseLine]
  package let excesses: [Excess]
  package let status: PurchaseStatus

  /// - Throws: `wrongStatus`, `linesNotFound`, `amountOutOfRange`. Excesses are the caller's to
  ///   judge: some may take more than was ordered.
  package init(
    _ lines: [PurchaseLine], status: PurchaseStatus, delivered: [LineQuantity], tolerance: Rate
  ) throws(PurchaseRefusal) {
    guard status.takesGoods else { throw .wrongStatus(status) }
    let delivered = try LineQuantity.summed(delivered)
    let unknown = LineQuantity.unknown(delivered, in: lines)
    if !unknown.isEmpty { throw .linesNotFound(unknown) }
    var after = lines
    var parts: [Part] = []
    var excesses: [Excess] = []
    do throws(DecimalFault) {
      for entry in delivered {
        guard let index = after.firstIndex(where: { $0.lineNumber == entry.lineNumber }) else {
          continue
        }
        let there = try after[index].returnable + entry.quantity
        after[index].received = try after[index].received + entry.quantity
        after[index].rejected = try after[index].rejected + entry.rejected
        let line = after[index]
        let limit = line.limit(tolerance)
        if there > limit {
          excesses.append(
            Excess(
              lineNumber: line.lineNumber, ordered: line.quantity, limit: limit,
              received: there))
        }
        parts.append(
          Part(
            lineNumber: line.lineNumber, skuID: line.skuID, price: line.price,
            quantity: entry.quantity, rejected: entry.rejected,
            accepted: try entry.quantity - entry.rejected, isOver: there > limit))
      }
      self.status = try Self.isFull(after) ? .received : .partReceived
    } catch {
      throw .amountOutOfRange
    }
    self.parts = parts
    self.lines = after
    self.excesses = excesses
  }

  /// Whether of each line as much was taken as was ordered. What went back meanwhile does not open
  /// it again; its replacement is taken all the same.
  private static func isFull(_ lines: [PurchaseLine]) throws(DecimalFault) -> Bool {
    for line in lines where try line.accepted < line.quantity { return false }
    return true
  }
}
