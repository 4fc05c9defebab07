package import Kernel

/// Goods as they are ordered.
package struct PurchaseDemand: Equatable, Sendable {
  package let skuID: Int64
  package let quantity: Quantity
  package let price: UnitPrice

  package init(skuID: Int64, quantity: Quantity, price: UnitPrice) {
    self.skuID = skuID
    self.quantity = quantity
    self.price = price
  }

  /// Lines with the same SKU at the same price, summed into the first of them.
  package static func summed(
    _ demands: [PurchaseDemand]
  ) throws(PurchaseRefusal) -> [PurchaseDemand] {
    do throws(DecimalFault) { return try demands.merged() } catch { throw .amountOutOfRange }
  }

  /// The amount of the line: price × quantity, rounded half up to 0.01.
  package var amount: Money {
    get throws(PurchaseRefusal) {
      do throws(DecimalFault) {
        return try price.amount(for: quantity)
      } catch {
        throw .amountOutOfRange
      }
    }
  }
}

extension PurchaseDemand: MergeableLine {
  package struct MergeKey: Hashable {
    let skuID: Int64
    let price: UnitPrice
  }

  package var mergeKey: MergeKey { MergeKey(skuID: skuID, price: price) }

  package func with(quantity: Quantity) -> PurchaseDemand {
    PurchaseDemand(skuID: skuID, quantity: quantity, price: price)
  }
}
