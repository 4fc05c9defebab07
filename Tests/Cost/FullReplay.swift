/// A SKU's ledger, posted again from the first entry on, in quantities and values alone: as it was,
/// or as it would have been, had each receipt always carried the price that it has in the end.
///
/// It knows nothing of shares: what the average holds of a receipt is the difference that one unit
/// of money in its price makes to the value. Quantities are whole ten-thousandths, values are
/// binary.
struct FullReplay {
  enum Event {
    /// Goods come by a document, at a price, or at the average.
    case arrive(Int, quantity: Int, price: Double?)
    /// Goods leave for a document.
    case leave(Int, quantity: Int)
    /// Goods that left for a document come back.
    case comeBack(Int, quantity: Int)
    /// Goods of a receipt go back to the supplier, `share` of it being in the average.
    case sendBack(Int, quantity: Int, share: Double, price: Double)
    /// A receipt turned out to have cost something else: the goods are worth that much more.
    case latePrice(amount: Double)
    /// Goods are valued at that from now on, or at their average.
    case standard(Double?)
  }

  /// What was taken as a unit's worth where there was nothing on hand, by event. Where these are
  /// kept, such goods count as gone, as the rule says; a plain replay works them out again.
  private(set) var frozen: [Int: Double] = [:]

  private struct Heap {
    var quantity = 0
    var value = 0.0
    var average = 0.0
    var standard: Double?

    mutating func settle() {
      if let standard {
        value = standard * Self.units(quantity)
        average = standard
      } else if quantity > 0 {
        average = value / Self.units(quantity)
      } else if quantity == 0 {
        value = 0
      }
    }

    static func units(_ quantity: Int) -> Double { Double(quantity) / 10_000 }

    /// Goods come for that much in all.
    mutating func add(_ coming: Int, worth total: Double) {
      let after = quantity + coming
      if quantity >= 0 {
        value += total
      } else if after <= 0 {
        value = value * Double(after) / Double(quantity)
      } else {
        value = total * Double(after) / Double(coming)
      }
      quantity = after
      settle()
    }
  }

  private struct Out {
    var quantity = 0
    var value = 0.0
  }

  /// The value after the events. What was taken for goods that were not there is written down.
  mutating func value(after events: [Event]) -> Double { run(events, bumping: nil) }

  /// What the average holds of a receipt.
  mutating func share(of receipt: Int, after events: [Event]) -> Double {
    let value = value(after: events)
    return run(events, bumping: receipt) - value
  }

  /// The value, had each receipt always carried the price that it has now.
  mutating func plainValue(after events: [Event], prices: [Int: Double]) -> Double {
    self.prices = prices
    defer { self.prices = nil }
    return run(events, bumping: nil)
  }

  /// The prices of a plain replay.
  private var prices: [Int: Double]?

  private func price(_ document: Int, _ then: Double?, bumping: Int?) -> Double? {
    guard let then else { return nil }
    return (prices?[document] ?? then) + (document == bumping ? 1 : 0)
  }

  private mutating func worthOfNothing(_ index: Int, _ average: Double) -> Double {
    if prices != nil { return average }
    let worth = frozen[index] ?? average
    frozen[index] = worth
    return worth
  }

  private mutating func run(_ events: [Event], bumping: Int?) -> Double {
    var heap = Heap()
    var out: [Int: Out] = [:]
    for (index, event) in events.enumerated() {
      switch event {
      case .standard(let cost):
        heap.standard = cost
        heap.settle()
      case .latePrice(let amount):
        guard prices == nil, heap.standard == nil, heap.quantity > 0 else { break }
        heap.value += amount
        heap.settle()
      case .arrive(let document, let quantity, let then):
        let price =
          price(document, then, bumping: bumping)
          ?? (heap.quantity > 0 ? heap.average : worthOfNothing(index, heap.average))
        heap.add(quantity, worth: price * Heap.units(quantity))
      case .leave(let document, let quantity):
        let value = take(quantity, at: nil, from: &heap, index)
        out[document, default: Out()].quantity += quantity
        out[document, default: Out()].value += value
      case .comeBack(let document, let quantity):
        var left = out[document] ?? Out()
        let known = min(quantity, left.quantity)
        var total = known == 0 ? 0 : left.value * Double(known) / Double(left.quantity)
        left.quantity -= known
        left.value -= total
        out[document] = left
        if known < quantity {
          let average =
            heap.quantity > 0 ? heap.average : worthOfNothing(index, heap.average)
          total += average * Heap.units(quantity - known)
        }
        heap.add(quantity, worth: total)
      case .sendBack(let receipt, let quantity, let share, let then):
        let price = price(receipt, then, bumping: bumping) ?? 0
        let own = (min(Heap.units(quantity), share), share, price)
        _ = take(quantity, at: own, from: &heap, index)
      }
    }
    return heap.value
  }

  /// Goods leave, the first of them at a price of their own.
  private mutating func take(
    _ quantity: Int, at own: (part: Double, held: Double, price: Double)?, from heap: inout Heap,
    _ index: Int
  ) -> Double {
    let before = heap.value
    let below = quantity - max(0, min(quantity, heap.quantity))
    let belowWorth = below > 0 ? worthOfNothing(index, heap.average) * Heap.units(below) : 0
    if quantity >= heap.quantity {
      heap.value = (heap.quantity > 0 ? 0 : heap.value) - belowWorth
    } else if let own {
      let others = heap.value - own.held * own.price
      let rest = Heap.units(quantity) - own.part
      let left = Heap.units(heap.quantity) - own.held
      heap.value -= own.part * own.price + (rest > 0 ? others * rest / left : 0)
    } else {
      heap.value -= heap.value * Double(quantity) / Double(heap.quantity)
    }
    heap.quantity -= quantity
    heap.settle()
    return before - heap.value
  }
}
