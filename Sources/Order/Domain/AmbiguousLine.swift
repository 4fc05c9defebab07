package import Kernel

/// One of the lines that a SKU may mean.
package struct AmbiguousLine: Equatable, Sendable {
  package let lineNumber: Int
  package let quantity: Quantity
  package let payable: Money

  init(_ line: OrderLine) {
    lineNumber = line.lineNumber
    quantity = line.quantity
    payable = line.payable
  }

  /// A gift costs nothing.
  init(_ gift: OrderGift) {
    lineNumber = gift.lineNumber
    quantity = gift.quantity
    payable = .zero
  }
}
