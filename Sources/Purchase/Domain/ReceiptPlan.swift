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

  /// A line of which more came than the tolerance allows.
  package struct Excess: Equatable, Sendable {
    package let lineNumber: Int
    package let ordered: Quantity
    package let limit: Quantity
    /// With this delivery.
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
        after[index].received = try after[index].received + entry.quantity
        after[index].rejected = try after[index].rejected + entry.rejected
        let line = after[index]
        let limit = line.limit(tolerance)
        if line.received > limit {
          excesses.append(
            Excess(
              lineNumber: line.lineNumber, ordered: line.quantity, limit: limit,
              received: line.received))
        }
        parts.append(
          Part(
            lineNumber: line.lineNumber, skuID: line.skuID, price: line.price,
            quantity: entry.quantity, rejected: entry.rejected,
            accepted: try entry.quantity - entry.rejected, isOver: line.received > limit))
      }
    } catch {
      throw .amountOutOfRange
    }
    self.parts = parts
    self.lines = after
    self.excesses = excesses
    let isFull = after.allSatisfy { $0.received >= $0.quantity }
    self.status = isFull ? .received : .partReceived
  }
}
