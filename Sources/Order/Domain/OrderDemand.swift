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
}

extension OrderDemand: MergeableLine {
  package var mergeKey: Int64 { skuID }

  package func with(quantity: Quantity) -> OrderDemand {
    OrderDemand(skuID: skuID, quantity: quantity)
  }
}
