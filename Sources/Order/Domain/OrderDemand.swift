package import Kernel

/// What is asked for in one line, once barcodes are resolved.
package struct OrderDemand: Equatable, Sendable {
  package let skuID: Int64
  package let quantity: Quantity

  package init(skuID: Int64, quantity: Quantity) {
    self.skuID = skuID
    self.quantity = quantity
  }

  /// Lines that name the same SKU are summed into the first of them.
  package static func summed(_ demands: [OrderDemand]) throws(OrderRefusal) -> [OrderDemand] {
    do throws(DecimalFault) { return try demands.merged() } catch { throw .amountOutOfRange }
  }

  /// What is asked for as text, the same for the same goods in whatever order and however many
  /// lines they stand; nil is everything.
  package static func text(_ demands: [OrderDemand]?) throws(OrderRefusal) -> String {
    guard let demands else { return "all" }
    return try summed(demands).sorted { $0.skuID < $1.skuID }
      .map { "\($0.skuID)×\($0.quantity)" }.joined(separator: ",")
  }
}

extension OrderDemand: MergeableLine {
  package var mergeKey: Int64 { skuID }

  package func with(quantity: Quantity) -> OrderDemand {
    OrderDemand(skuID: skuID, quantity: quantity)
  }
}
