import Foundation

/// A SKU's ledger, posted again from the first entry on, in quantities and values alone: as it
/// would have been, had each receipt always carried the price that it has by now.
///
/// It knows nothing of shares: what the average holds of a receipt is the difference that one unit
/// of money in its price makes to the value. Quantities are whole ten-thousandths, values have 38
/// digits, and nothing is rounded to a place of money. How far what is rounded at each entry may be
/// off by then is reckoned beside it, in billionths.
struct FullReplay {
  enum Event {
    /// Goods come by a document, at its price, or at the average.
    case arrive(Int, quantity: Int, hasPrice: Bool)
    /// Goods leave for a document.
    case leave(Int, quantity: Int)
    /// Goods that left for a document come back.
    case comeBack(Int, quantity: Int)
    /// Goods of a receipt go back to the supplier, `share` of it being in the average.
    case sendBack(Int, quantity: Int, share: Decimal)
    /// Prices are as they are all the time; but that a late price came is one more rounding.
    case latePrice
    /// Goods are valued at that from now on, or at their average.
    case standard(Int?)
  }

  /// The value, and by how much rounding may have moved it, in billionths.
  struct Outcome {
    let value: Decimal
    let rounding: Int
  }

  /// The last average that there was, by the event after which nothing was on hand: goods that were
  /// not there count as gone, so what they were taken for stays, whatever prices come later.
  private var lastAverages: [Int: Average] = [:]

  private struct Average {
    var value = Decimal.zero
    /// How far the rounded one is off, in billionths.
    var rounding = 0
  }

  private struct Heap {
    var quantity = 0
    var value = Decimal.zero
    var rounding = 0
    var average = Average()
    var standard: Int?

    mutating func settle() {
      if let standard {
        value = Decimal(standard) * units(quantity)
        rounding = 0
        average = Average(value: Decimal(standard))
      } else if quantity == 0 {
        (value, rounding) = (.zero, 0)
      }
    }

    /// All that is on hand is about to leave: what its average was is the last one.
    mutating func noteAverage() {
      guard standard == nil, quantity > 0 else { return }
      average = Average(
        value: value / units(quantity), rounding: part(rounding, 10_000, of: quantity) + half)
    }

    /// Goods come for that much in all.
    mutating func add(_ coming: Int, _ total: Outcome) {
      let after = quantity + coming
      if quantity >= 0 {
        value += total.value
        rounding += total.rounding
      } else if after <= 0 {
        value = value * Decimal(after) / Decimal(quantity)
        rounding = part(rounding, -after, of: -quantity) + half
      } else {
        value = total.value * Decimal(after) / Decimal(coming)
        rounding = part(total.rounding, after, of: coming) + half
      }
      quantity = after
      settle()
    }

    func atAverage(_ coming: Int) -> Outcome {
      guard quantity > 0 else { return worth(of: coming, average) }
      return Outcome(
        value: value * Decimal(coming) / Decimal(quantity),
        rounding: part(rounding, coming, of: quantity) + half)
    }

    func worth(of quantity: Int, _ average: Average) -> Outcome {
      Outcome(
        value: average.value * units(quantity),
        rounding: part(average.rounding, quantity, of: 10_000) + half)
    }
  }

  private struct Out {
    var quantity = 0
    var value = Decimal.zero
    var rounding = 0
  }

  private struct Books {
    var heap = Heap()
    var out: [Int: Out] = [:]
    /// How many events are in them.
    var events = 0
  }

  /// Where the replay at the prices of now has come to.
  private var current = Books()

  /// The value, had each receipt always carried its price of now; what was taken for goods that
  /// were not there is written down, and stays. To be asked after each event.
  mutating func value(after events: [Event], prices: [Int: Decimal]) -> Outcome {
    var books = current
    if case .latePrice = events.last { books = Books() }
    run(events, prices, keeps: true, in: &books)
    current = books
    return Outcome(value: books.heap.value, rounding: books.heap.rounding)
  }

  /// What the average holds of a receipt.
  mutating func share(
    of receipt: Int, after events: [Event], prices: [Int: Decimal], value: Decimal
  ) -> Decimal {
    var dearer = prices
    dearer[receipt, default: 0] += 1
    var books = Books()
    run(events, dearer, keeps: true, in: &books)
    return books.heap.value - value
  }

  /// The value, had also those goods that were not there been taken for what came later.
  mutating func plainValue(after events: [Event], prices: [Int: Decimal]) -> Decimal {
    var books = Books()
    run(events, prices, keeps: false, in: &books)
    return books.heap.value
  }

  private mutating func run(
    _ events: [Event], _ prices: [Int: Decimal], keeps: Bool, in books: inout Books
  ) {
    while books.events < events.count {
      let index = books.events
      books.events += 1
      switch events[index] {
      case .standard(let cost):
        books.heap.standard = cost
        books.heap.settle()
      case .latePrice:
        if books.heap.quantity > 0, books.heap.standard == nil { books.heap.rounding += half }
        books.heap.settle()
      case .arrive(let document, let quantity, let hasPrice):
        let atPrice = hasPrice ? prices[document] : nil
        books.heap.add(
          quantity,
          atPrice.map { Outcome(value: $0 * units(quantity), rounding: 0) }
            ?? books.heap.atAverage(quantity))
      case .leave(let document, let quantity):
        let taken = take(quantity, nil, from: &books.heap, keeps ? lastAverages[index] : nil)
        books.out[document, default: Out()].quantity += quantity
        books.out[document, default: Out()].value += taken.value
        books.out[document, default: Out()].rounding += taken.rounding
      case .comeBack(let document, let quantity):
        books.heap.add(quantity, Self.bring(quantity, from: &books.out[document, default: Out()]))
      case .sendBack(let receipt, let quantity, let share):
        _ = take(
          quantity, (share, prices[receipt] ?? 0), from: &books.heap,
          keeps ? lastAverages[index] : nil)
      }
      if keeps, books.heap.quantity <= 0 {
        books.heap.average = lastAverages[index] ?? books.heap.average
        lastAverages[index] = books.heap.average
      }
    }
  }

  /// What comes back brings its part of what left, rounded twice: as it left, and late prices.
  private static func bring(_ quantity: Int, from out: inout Out) -> Outcome {
    let total = out.value * Decimal(quantity) / Decimal(out.quantity)
    let rounding = part(out.rounding, quantity, of: out.quantity) + 2 * half
    out.value -= total
    out.rounding = part(out.rounding, out.quantity - quantity, of: out.quantity) + 2 * half
    out.quantity -= quantity
    return Outcome(value: total, rounding: rounding)
  }

  /// Goods leave, the first of them at a price of their own as far as the average holds them.
  private func take(
    _ quantity: Int, _ own: (held: Decimal, price: Decimal)?, from heap: inout Heap,
    _ lastAverage: Average?
  ) -> Outcome {
    let (before, rounding) = (heap.value, heap.rounding)
    let left = max(0, heap.quantity) - quantity
    if left <= 0 {
      heap.noteAverage()
      let below = heap.worth(of: -left, lastAverage ?? heap.average)
      let belowRounding = left == 0 ? 0 : below.rounding
      heap.value = (heap.quantity > 0 ? 0 : heap.value) - below.value
      heap.rounding = (heap.quantity > 0 ? 0 : rounding) + belowRounding
      heap.quantity -= quantity
      heap.settle()
      return Outcome(
        value: before - heap.value,
        rounding: (heap.quantity + quantity > 0 ? rounding : 0) + belowRounding)
    }
    if let own {
      let taken = min(units(quantity), own.held)
      let others = heap.value - own.held * own.price
      let rest = units(quantity) - taken
      heap.value -= taken * own.price
      if rest > 0 { heap.value -= others * rest / (units(heap.quantity) - own.held) }
      heap.rounding += half
    } else {
      heap.value -= heap.value * Decimal(quantity) / Decimal(heap.quantity)
      heap.rounding = part(rounding, left, of: heap.quantity) + half
    }
    let isExact = heap.standard != nil
    let gone = isExact ? 0 : part(rounding, quantity, of: heap.quantity) + half
    heap.quantity -= quantity
    heap.settle()
    return Outcome(value: before - heap.value, rounding: gone)
  }
}

/// Half of the sixth place, in billionths.
private let half = 500

private func units(_ quantity: Int) -> Decimal {
  Decimal(sign: .plus, exponent: -4, significand: Decimal(quantity))
}

/// A part of a bound, rounded up.
private func part(_ bound: Int, _ part: Int, of whole: Int) -> Int {
  let (product, overflow) = bound.multipliedReportingOverflow(by: part)
  return overflow ? .max / 1_000_000 : product / whole + 1
}
