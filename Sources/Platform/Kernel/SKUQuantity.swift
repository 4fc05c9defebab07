/// So much of one SKU, in base units.
package struct SKUQuantity: Hashable, Sendable, MergeableLine {
  package let skuID: Int64
  package let quantity: Quantity

  package init(skuID: Int64, quantity: Quantity) {
    self.skuID = skuID
    self.quantity = quantity
  }

  package var mergeKey: Int64 { skuID }

  package func with(quantity: Quantity) -> SKUQuantity {
    SKUQuantity(skuID: skuID, quantity: quantity)
  }
}

/// A line of a document that may name what another line names too.
package protocol MergeableLine {
  associatedtype MergeKey: Hashable
  /// What must be equal for two lines to be one: the SKU, and price and batch where lines have
  /// them.
  var mergeKey: MergeKey { get }
  /// The same line with another quantity.
  func with(quantity: Quantity) -> Self
  var quantity: Quantity { get }
}

extension Array where Element: MergeableLine {
  /// Every line summed into the first with its key, in the order of those first ones.
  /// - Throws: `outOfRange` when a sum does not fit DECIMAL(18,4)
  package func merged() throws(DecimalFault) -> [Element] {
    if count < 2 { return self }
    var places: [Element.MergeKey: Int] = [:]
    places.reserveCapacity(count)
    var lines: [Element] = []
    lines.reserveCapacity(count)
    for line in self {
      if let place = places[line.mergeKey] {
        let sum = try lines[place].quantity + line.quantity
        lines[place] = lines[place].with(quantity: sum)
      } else {
        places[line.mergeKey] = lines.count
        lines.append(line)
      }
    }
    return lines
  }
}

/// How a SKU's stock is valued. `sku.cost_method` and `cost_sku.method` hold the raw value.
package enum CostMethod: String, CaseIterable, Sendable {
  case movingAverage = "moving_average"
  /// At a fixed cost; the SKU then must have one.
  case standard
}
