/// Where goods that come back were: with the customer, or not on their way yet.
package enum GoodsSource: String, CaseIterable, Sendable {
  /// They were in a parcel.
  case shipped
  /// They had not left yet, and are not to be shipped any more.
  case unshipped
}

/// What a refund asks for: so much of a line.
package struct RefundWish: Equatable, Sendable {
  /// The line that is meant.
  package enum Target: Equatable, Hashable, Sendable {
    case line(Int)
    /// The goods line that has the SKU; where none has it, the gift.
    case sku(Int64)
  }

  package let target: Target
  package let quantity: Quantity
  /// Nil: from parcels while they hold some of the line, else from what has not left.
  package let source: GoodsSource?

  package init(_ target: Target, _ quantity: Quantity, from source: GoodsSource? = nil) {
    self.target = target
    self.quantity = quantity
    self.source = source
  }

  /// What is asked for as text, the same for the same wishes in whatever order; nil is everything.
  package static func text(_ wishes: [RefundWish]?) throws(OrderRefusal) -> String {
    guard let wishes else { return "all" }
    let merged: [RefundWish]
    do throws(DecimalFault) { merged = try wishes.merged() } catch { throw .amountOutOfRange }
    return merged.sorted { $0.order < $1.order }.map(\.text).joined(separator: ",")
  }

  private var text: String {
    let name =
      switch target {
      case .sku(let id): "\(id)"
      case .line(let number): "#\(number)"
      }
    return "\(name)×\(quantity)\(source.map { "@\($0.rawValue)" } ?? "")"
  }

  /// SKUs before lines, each by number, and those without a source first.
  private var order: (Int, Int64, String) {
    switch target {
    case .sku(let id): (0, id, source?.rawValue ?? "")
    case .line(let number): (1, Int64(number), source?.rawValue ?? "")
    }
  }
}

extension RefundWish: MergeableLine {
  package struct Key: Hashable {
    let target: Target
    let source: GoodsSource?
  }

  package var mergeKey: Key { Key(target: target, source: source) }

  package func with(quantity: Quantity) -> RefundWish {
    RefundWish(target, quantity, from: source)
  }
}
