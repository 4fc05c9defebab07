/// A line of a receipt that was printed: what it cost then counts, not what it costs now.
package struct PrintedLine: Equatable, Sendable {
  package let skuID: Int64
  /// In the unit that was scanned.
  package let quantity: Quantity
  /// Base units in one of those; 1 for goods sold by the base unit.
  package let factor: Quantity
  /// For one of the unit that was scanned.
  package let price: UnitPrice

  package init(skuID: Int64, quantity: Quantity, factor: Quantity, price: UnitPrice) {
    self.skuID = skuID
    self.quantity = quantity
    self.factor = factor
    self.price = price
  }
}

/// The amounts of a receipt's lines. What the customer paid below Σ price × quantity is a discount,
/// shared over the lines by largest remainder: the parts always make the whole.
package struct PrintedAmounts: Equatable, Sendable {
  /// One for each SKU and price.
  package struct Line: Equatable, Sendable {
    package let printed: PrintedLine
    package let original: Money
    package let discount: Money
    package let payable: Money
  }

  package let lines: [Line]
  package let original: Money
  package let discount: Money
  package let payable: Money

  /// Nil when more was to be paid than the lines say.
  package static func make(
    _ printed: [PrintedLine], payable: Money
  ) throws(DecimalFault) -> PrintedAmounts? {
    let groups = groups(printed)
    var lines: [PrintedLine] = []
    for group in groups { lines.append(try sum(group)) }
    // A till that rounds each scan arrives at other cents than one that rounds each sum.
    var amounts: [Money] = []
    for line in lines { amounts.append(try line.price.amount(for: line.quantity)) }
    if try Money.sum(amounts) < payable {
      amounts = []
      for group in groups {
        var amount = Money.zero
        for line in group { amount = try amount + line.price.amount(for: line.quantity) }
        amounts.append(amount)
      }
    }
    let original = try Money.sum(amounts)
    guard payable <= original else { return nil }
    let discount = try original - payable
    let shares = discount.shares(by: amounts)
    var result: [Line] = []
    for ((line, amount), share) in zip(zip(lines, amounts), shares) {
      result.append(
        Line(printed: line, original: amount, discount: share, payable: try amount - share))
    }
    return PrintedAmounts(
      lines: result, original: original, discount: discount, payable: payable)
  }

  /// Lines of one SKU, unit and price together, in the order of their first ones.
  private static func groups(_ lines: [PrintedLine]) -> [[PrintedLine]] {
    var groups: [[PrintedLine]] = []
    for line in lines {
      let place = groups.firstIndex { group in
        group[0].skuID == line.skuID && group[0].factor == line.factor
          && group[0].price == line.price
      }
      if let place { groups[place].append(line) } else { groups.append([line]) }
    }
    return groups
  }

  private static func sum(_ group: [PrintedLine]) throws(DecimalFault) -> PrintedLine {
    PrintedLine(
      skuID: group[0].skuID, quantity: try Quantity.sum(group.map(\.quantity)),
      factor: group[0].factor, price: group[0].price)
  }
}
