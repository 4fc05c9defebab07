/// What a receipt or a return says of one line of an order.
package struct LineQuantity: Equatable, Sendable {
  package let lineNumber: Int
  /// All that came, also what was rejected; or all that goes back.
  package let quantity: Quantity
  package let rejected: Quantity

  package init(lineNumber: Int, quantity: Quantity, rejected: Quantity = .zero) {
    self.lineNumber = lineNumber
    self.quantity = quantity
    self.rejected = rejected
  }

  /// Of each line one entry, in ascending order.
  package static func summed(
    _ entries: [LineQuantity]
  ) throws(PurchaseRefusal) -> [LineQuantity] {
    var result: [Int: LineQuantity] = [:]
    for entry in entries {
      result[entry.lineNumber] = try result[entry.lineNumber]?.adding(entry) ?? entry
    }
    return result.values.sorted { $0.lineNumber < $1.lineNumber }
  }

  private func adding(_ other: LineQuantity) throws(PurchaseRefusal) -> LineQuantity {
    LineQuantity(
      lineNumber: lineNumber,
      quantity: try exact(try quantity + other.quantity, orThrow: PurchaseRefusal.amountOutOfRange),
      rejected: try exact(try rejected + other.rejected, orThrow: PurchaseRefusal.amountOutOfRange))
  }

  /// The numbers that are not those of a line.
  static func unknown(_ entries: [LineQuantity], in lines: [PurchaseLine]) -> [Int] {
    let known = Set(lines.map(\.lineNumber))
    return entries.map(\.lineNumber).filter { !known.contains($0) }
  }
}

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
  package private(set) var parts: [Part] = []
  /// The order's lines after the delivery.
  package private(set) var lines: [PurchaseLine]
  package private(set) var excesses: [Excess] = []
  /// The order's status after it.
  package private(set) var status: PurchaseStatus

  /// - Throws: `wrongStatus`, `linesNotFound`, `amountOutOfRange`. Excesses are the caller's to
  ///   judge: some may take more than was ordered.
  package static func plan(
    _ lines: [PurchaseLine], status: PurchaseStatus, delivered: [LineQuantity], tolerance: Rate
  ) throws(PurchaseRefusal) -> ReceiptPlan {
    guard status.takesGoods else { throw .wrongStatus(status) }
    let delivered = try LineQuantity.summed(delivered)
    let unknown = LineQuantity.unknown(delivered, in: lines)
    if !unknown.isEmpty { throw .linesNotFound(unknown) }
    var plan = ReceiptPlan(lines: lines, status: status)
    try exact(try plan.take(delivered, tolerance), orThrow: PurchaseRefusal.amountOutOfRange)
    return plan
  }

  private init(lines: [PurchaseLine], status: PurchaseStatus) {
    (self.lines, self.status) = (lines, status)
  }

  private mutating func take(
    _ delivered: [LineQuantity], _ tolerance: Rate
  ) throws(DecimalFault) {
    for entry in delivered {
      guard let index = lines.firstIndex(where: { $0.lineNumber == entry.lineNumber }) else {
        continue
      }
      let there = try lines[index].returnable + entry.quantity
      lines[index].received = try lines[index].received + entry.quantity
      lines[index].rejected = try lines[index].rejected + entry.rejected
      let line = lines[index]
      let limit = line.limit(tolerance)
      if there > limit {
        excesses.append(
          Excess(
            lineNumber: line.lineNumber, ordered: line.quantity, limit: limit, received: there))
      }
      parts.append(
        Part(
          lineNumber: line.lineNumber, skuID: line.skuID, price: line.price,
          quantity: entry.quantity, rejected: entry.rejected,
          accepted: try entry.quantity - entry.rejected, isOver: there > limit))
    }
    // What went back meanwhile does not open a line again; its replacement is taken all the same.
    status = .received
    for line in lines where try line.accepted < line.quantity { status = .partReceived }
  }
}
