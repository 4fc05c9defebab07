package import Kernel

/// What goes back to the supplier.
package struct ReturnPlan: Equatable, Sendable {
  /// What of one line goes back.
  package struct Part: Equatable, Sendable {
    package let lineNumber: Int
    package let skuID: Int64
    /// What it cost when it came.
    package let price: UnitPrice
    package let quantity: Quantity
  }

  /// A line of which less is there than is to go back.
  package struct Excess: Equatable, Sendable {
    package let lineNumber: Int
    package let requested: Quantity
    package let returnable: Quantity
  }

  /// In ascending order of line.
  package let parts: [Part]
  /// The order's lines afterwards.
  package let lines: [PurchaseLine]

  /// - Throws: `wrongStatus`, `linesNotFound`, `overReturn`, `amountOutOfRange`
  package init(
    _ lines: [PurchaseLine], status: PurchaseStatus, returned: [LineQuantity]
  ) throws(PurchaseRefusal) {
    guard status.givesGoodsBack else { throw .wrongStatus(status) }
    let returned = try LineQuantity.summed(returned)
    let unknown = LineQuantity.unknown(returned, in: lines)
    if !unknown.isEmpty { throw .linesNotFound(unknown) }
    var after = lines
    var parts: [Part] = []
    var excesses: [Excess] = []
    do throws(DecimalFault) {
      for entry in returned {
        guard let index = after.firstIndex(where: { $0.lineNumber == entry.lineNumber }) else {
          continue
        }
        let line = after[index]
        let returnable = try line.returnable
        if entry.quantity > returnable {
          excesses.append(
            Excess(
              lineNumber: line.lineNumber, requested: entry.quantity, returnable: returnable))
          continue
        }
        after[index].returned = try line.returned + entry.quantity
        parts.append(
          Part(
            lineNumber: line.lineNumber, skuID: line.skuID, price: line.price,
            quantity: entry.quantity))
      }
    } catch {
      throw .amountOutOfRange
    }
    if !excesses.isEmpty { throw .overReturn(excesses) }
    self.parts = parts
    self.lines = after
  }
}
