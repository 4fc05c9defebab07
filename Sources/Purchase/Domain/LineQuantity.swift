package import Kernel

/// What a receipt or a return says of one line of an order.
package struct LineQuantity: Equatable, Sendable {
  package let lineNumber: Int
  /// All that came, also what was rejected; or all that goes back.
  package var quantity: Quantity
  package var rejected: Quantity

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
    do throws(DecimalFault) {
      for entry in entries {
        guard var known = result[entry.lineNumber] else {
          result[entry.lineNumber] = entry
          continue
        }
        known.quantity = try known.quantity + entry.quantity
        known.rejected = try known.rejected + entry.rejected
        result[entry.lineNumber] = known
      }
    } catch {
      throw .amountOutOfRange
    }
    return result.values.sorted { $0.lineNumber < $1.lineNumber }
  }

  /// The numbers that are not those of a line.
  static func unknown(_ entries: [LineQuantity], in lines: [PurchaseLine]) -> [Int] {
    let known = Set(lines.map(\.lineNumber))
    return entries.map(\.lineNumber).filter { !known.contains($0) }
  }
}
