/// What a refund takes of each line of an order, goods and gifts, by line number.
struct RefundTake {
  /// What comes back out of parcels, and what had not left yet.
  struct Amounts {
    var shipped: Quantity = .zero
    var unshipped: Quantity = .zero
    /// What of `unshipped` the refund itself names so.
    var named: Quantity = .zero

    var sum: Quantity { get throws(DecimalFault) { try shipped + unshipped } }
  }

  private(set) var goods: [Int: Amounts] = [:]
  private(set) var gifts: [Int: Quantity] = [:]
  /// Of SKUs of which less is left than was asked for.
  private var excess: Set<Int64> = []

  /// Everything that has not come back yet.
  static func all(
    of lines: [OrderLine], _ gifts: [OrderGift]
  ) throws(DecimalFault) -> RefundTake {
    var take = RefundTake()
    for line in lines {
      take.goods[line.lineNumber] = Amounts(
        shipped: try line.inParcels, unshipped: try line.unshipped)
    }
    for gift in gifts { take.gifts[gift.lineNumber] = try gift.quantity - gift.refunded }
    return take
  }

  /// What the wishes name. Those that say where the goods were have the first choice.
  static func wanted(
    _ wishes: [RefundWish], of lines: [OrderLine], _ gifts: [OrderGift]
  ) throws(OrderRefusal) -> RefundTake {
    var take = RefundTake()
    let missing = missing(wishes, lines, gifts)
    if !missing.isEmpty { throw .linesNotFound(missing) }
    for wish in wishes.filter({ $0.source != nil }) + wishes.filter({ $0.source == nil }) {
      guard let place = try place(of: wish.target, in: lines, gifts) else {
        if case .sku(let id) = wish.target { take.excess.insert(id) }
        continue
      }
      do throws(DecimalFault) {
        switch place {
        case .goods(let line): try take.add(wish, of: line)
        case .gift(let gift): try take.add(wish, of: gift)
        }
      } catch {
        throw .amountOutOfRange
      }
    }
    if !take.excess.isEmpty { throw .overRefund(skuIDs: take.excess.sorted()) }
    return take
  }

  private enum Place {
    case goods(OrderLine)
    case gift(OrderGift)
  }

  /// The line numbers that the order does not have, each once, in order.
  private static func missing(
    _ wishes: [RefundWish], _ lines: [OrderLine], _ gifts: [OrderGift]
  ) -> [Int] {
    let known = Set(lines.map(\.lineNumber) + gifts.map(\.lineNumber))
    let wanted = wishes.compactMap { wish -> Int? in
      if case .line(let number) = wish.target { number } else { nil }
    }
    return Set(wanted).subtracting(known).sorted()
  }

  /// Nil where the order has nothing of the kind.
  private static func place(
    of target: RefundWish.Target, in lines: [OrderLine], _ gifts: [OrderGift]
  ) throws(OrderRefusal) -> Place? {
    switch target {
    case .line(let number):
      if let line = lines.first(where: { $0.lineNumber == number }) { return .goods(line) }
      return gifts.first { $0.lineNumber == number }.map(Place.gift)
    case .sku(let id):
      let goods = lines.filter { $0.skuID == id }
      if goods.count > 1 { throw .lineAmbiguous(goods.map(AmbiguousLine.init)) }
      if let line = goods.first { return .goods(line) }
      let given = gifts.filter { $0.skuID == id }
      if given.count > 1 { throw .lineAmbiguous(given.map(AmbiguousLine.init)) }
      return given.first.map(Place.gift)
    }
  }

  private mutating func add(_ wish: RefundWish, of line: OrderLine) throws(DecimalFault) {
    var taken = goods[line.lineNumber] ?? Amounts()
    let inParcels = try line.inParcels - taken.shipped
    let unshipped = try line.unshipped - taken.unshipped
    let part: Amounts
    switch wish.source {
    case .shipped: part = Amounts(shipped: wish.quantity)
    case .unshipped: part = Amounts(unshipped: wish.quantity, named: wish.quantity)
    case nil:
      let first = min(wish.quantity, inParcels)
      part = Amounts(shipped: first, unshipped: try wish.quantity - first)
    }
    if part.shipped > inParcels || part.unshipped > unshipped {
      excess.insert(line.skuID)
      return
    }
    taken.shipped = try taken.shipped + part.shipped
    taken.unshipped = try taken.unshipped + part.unshipped
    taken.named = try taken.named + part.named
    goods[line.lineNumber] = taken
  }

  private mutating func add(_ wish: RefundWish, of gift: OrderGift) throws(DecimalFault) {
    let sum = try (gifts[gift.lineNumber] ?? .zero) + wish.quantity
    if try sum > gift.quantity - gift.refunded {
      excess.insert(gift.skuID)
    } else {
      gifts[gift.lineNumber] = sum
    }
  }
}
