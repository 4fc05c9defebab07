/// What goes back to the supplier, of which receipts.
package struct ReturnPlan: Equatable, Sendable {
  /// What of one line and one receipt goes back.
  package struct Part: Equatable, Sendable {
    package let lineNumber: Int
    package let skuID: Int64
    /// What it cost when it came.
    package let price: UnitPrice
    package let quantity: Quantity
    package let receiptID: Int64
    package let receiptNumber: String
    /// The goods document that brought it.
    package let receiptDocumentID: Int64?
  }

  /// A line, or what a receipt brought of it, of which less is there than is to go back.
  package struct Excess: Equatable, Sendable {
    package let lineNumber: Int
    /// Nil when it is the line that has less.
    package let receiptNumber: String?
    package let requested: Quantity
    package let returnable: Quantity

    package init(
      lineNumber: Int, receiptNumber: String? = nil, requested: Quantity, returnable: Quantity
    ) {
      self.lineNumber = lineNumber
      self.receiptNumber = receiptNumber
      self.requested = requested
      self.returnable = returnable
    }
  }

  /// A receipt that a line does not have.
  package struct UnknownReceipt: Equatable, Sendable {
    package let lineNumber: Int
    package let receiptNumber: String

    package init(lineNumber: Int, receiptNumber: String) {
      self.lineNumber = lineNumber
      self.receiptNumber = receiptNumber
    }
  }

  /// In ascending order of line; of each line in the order of its receipts.
  package let parts: [Part]
  /// The order's lines afterwards.
  package let lines: [PurchaseLine]

  /// - Parameter receipts: of the order's lines, newest first
  /// - Throws: `wrongStatus`, `linesNotFound`, `receiptsNotFound`, `overReturn`, `amountOutOfRange`
  package static func plan(
    _ lines: [PurchaseLine], status: PurchaseStatus, returned: [ReturnDemand],
    receipts: [ReturnableReceipt]
  ) throws(PurchaseRefusal) -> ReturnPlan {
    guard status.givesGoodsBack else { throw .wrongStatus(status) }
    let returned = try ReturnDemand.summed(returned)
    let known = Set(lines.map(\.lineNumber))
    let missing = Set(returned.map(\.lineNumber)).subtracting(known).sorted()
    if !missing.isEmpty { throw .linesNotFound(missing) }
    var planner = ReturnPlanner(
      lines: lines, receipts: Dictionary(grouping: receipts, by: \.lineNumber))
    try exact(
      try planner.take(Dictionary(grouping: returned, by: \.lineNumber)),
      orThrow: PurchaseRefusal.amountOutOfRange)
    if !planner.unknown.isEmpty { throw .receiptsNotFound(planner.unknown) }
    if !planner.excesses.isEmpty { throw .overReturn(planner.excesses) }
    return ReturnPlan(parts: planner.parts, lines: planner.lines)
  }
}

/// Takes what goes back from an order's lines and receipts, line by line.
private struct ReturnPlanner {
  var lines: [PurchaseLine]
  var receipts: [Int: [ReturnableReceipt]]
  var parts: [ReturnPlan.Part] = []
  var excesses: [ReturnPlan.Excess] = []
  var unknown: [ReturnPlan.UnknownReceipt] = []

  mutating func take(_ demands: [Int: [ReturnDemand]]) throws(DecimalFault) {
    for index in lines.indices {
      guard let demands = demands[lines[index].lineNumber] else { continue }
      try take(demands, ofLineAt: index)
    }
  }

  private mutating func take(
    _ demands: [ReturnDemand], ofLineAt index: Int
  ) throws(DecimalFault) {
    let line = lines[index]
    let requested = try Quantity.sum(demands.map(\.quantity))
    let returnable = try line.returnable
    let isTold = requested > returnable
    if isTold {
      excesses.append(
        ReturnPlan.Excess(lineNumber: line.lineNumber, requested: requested, returnable: returnable)
      )
    }
    lines[index].returned = try line.returned + requested
    for demand in demands { try take(demand, of: line, isTold: isTold) }
  }

  /// From the receipt that is named, else from the newest that still has some on.
  /// - Parameter isTold: the line's excess stands in `excesses` already
  private mutating func take(
    _ demand: ReturnDemand, of line: PurchaseLine, isTold: Bool
  ) throws(DecimalFault) {
    var (left, there, isKnown) = (demand.quantity, Quantity.zero, false)
    for place in (receipts[line.lineNumber] ?? []).indices where left.isPositive {
      guard let receipt = receipts[line.lineNumber]?[place] else { continue }
      if let number = demand.receiptNumber, !number.utf8.elementsEqual(receipt.number.utf8) {
        continue
      }
      isKnown = true
      there = try there + receipt.quantity
      let quantity = min(left, receipt.quantity)
      if !quantity.isPositive { continue }
      left = try left - quantity
      receipts[line.lineNumber]?[place].quantity = try receipt.quantity - quantity
      parts.append(
        ReturnPlan.Part(
          lineNumber: line.lineNumber, skuID: line.skuID, price: line.price,
          quantity: quantity, receiptID: receipt.receiptID, receiptNumber: receipt.number,
          receiptDocumentID: receipt.documentID))
    }
    if let number = demand.receiptNumber, !isKnown {
      unknown.append(
        ReturnPlan.UnknownReceipt(lineNumber: line.lineNumber, receiptNumber: number))
    } else if left.isPositive, !isTold {
      excesses.append(
        ReturnPlan.Excess(
          lineNumber: line.lineNumber, receiptNumber: demand.receiptNumber,
          requested: demand.quantity, returnable: there))
    }
  }
}
