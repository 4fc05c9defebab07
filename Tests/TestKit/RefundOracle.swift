/// An order and its refunds, reckoned again in whole cents, points and ten-thousandths of a unit.
///
/// It shares no code with the product, and keeps an account instead of differences of sums: what
/// gifts are charged is a debt that money and points pay off, and that a gift which comes back
/// lowers, or has paid out again.
package struct RefundOracle: Sendable {
  package struct Line: Sendable {
    let sku: Int
    let quantity: Int
    let payable: Int
    /// The points that came off this line.
    let points: Int
    var returned = 0
    var paidBack = 0

    package init(sku: Int, quantity: Int, payable: Int, points: Int) {
      (self.sku, self.quantity, self.payable, self.points) = (sku, quantity, payable, points)
    }
  }

  package struct Gift: Sendable {
    let quantity: Int
    let value: Int
    let goods: Int
    let buy: Int
    let give: Int
    let repeats: Bool
    var returned = 0
    package private(set) var charged = 0

    package init(quantity: Int, value: Int, goods: Int, buy: Int, give: Int, repeats: Bool) {
      (self.quantity, self.value, self.goods) = (quantity, value, goods)
      (self.buy, self.give, self.repeats) = (buy, give, repeats)
    }

    fileprivate mutating func charge(_ quantity: Int) { charged = quantity }
  }

  /// What a refund gives.
  package struct Payout: Equatable, Sendable {
    package var money = 0
    package var paidWithPoints = 0
    package var points = 0
    package var charge = 0
    package var chargedPoints = 0

    package init(
      money: Int = 0, paidWithPoints: Int = 0, points: Int = 0, charge: Int = 0,
      chargedPoints: Int = 0
    ) {
      (self.money, self.paidWithPoints, self.points) = (money, paidWithPoints, points)
      (self.charge, self.chargedPoints) = (charge, chargedPoints)
    }
  }

  private var lines: [Line]
  package private(set) var gifts: [Gift]
  /// Of the money: what was paid with points.
  let tenderPoints: Int
  let payable: Int

  private var openDebt = 0
  private var paidByMoney = 0
  private var paidByPoints = 0
  private var pointsSeen = 0
  private var tenderReturned = 0
  package private(set) var moneyReturned = 0

  package init(lines: [Line], gifts: [Gift], tenderPoints: Int) {
    self.lines = lines
    self.gifts = gifts
    self.tenderPoints = tenderPoints
    payable = lines.reduce(0) { $0 + $1.payable }
  }

  /// Half up, of values that are not negative.
  package static func rounded(_ value: Int, _ part: Int, _ whole: Int) -> Int {
    (2 * value * part + whole) / (2 * whole)
  }

  /// Shares by largest remainder: one cent after the other goes to whoever misses most.
  package static func shares(_ amount: Int, _ weights: [Int]) -> [Int] {
    let total = weights.reduce(0, +)
    var shares = weights.map { total == 0 ? 0 : amount * $0 / total }
    if total == 0 { return shares }
    var misses = zip(weights, shares).map { amount * $0 - $1 * total }
    while shares.reduce(0, +) < amount {
      let most = misses.max() ?? 0
      let place = misses.firstIndex(of: most) ?? 0
      shares[place] += 1
      misses[place] -= total
    }
    return shares
  }

  /// - Parameters:
  ///   - back: of each line, what comes back; likewise `backGifts`
  package mutating func refund(_ back: [Int], _ backGifts: [Int]) -> Payout {
    var income = 0
    var points = 0
    for place in lines.indices {
      lines[place].returned += back[place]
      let line = lines[place]
      let due = Self.rounded(line.payable, line.returned, line.quantity)
      income += due - line.paidBack
      lines[place].paidBack = due
      points += line.points * line.returned / line.quantity
    }
    (points, pointsSeen) = (points - pointsSeen, points)
    let before = gifts.reduce(0) { $0 + Self.rounded($1.value, $1.charged, $1.quantity) }
    for place in gifts.indices {
      gifts[place].returned += backGifts[place]
      var gift = gifts[place]
      charge(&gift)
      gifts[place] = gift
    }
    let after = gifts.reduce(0) { $0 + Self.rounded($1.value, $1.charged, $1.quantity) }
    return settle(income, points, after - before)
  }

  private func charge(_ gift: inout Gift) {
    let left = lines.reduce(0) { $0 + ($1.sku == gift.goods ? $1.quantity - $1.returned : 0) }
    var earned = 0
    var goods = left
    while goods >= gift.buy, earned == 0 || gift.repeats {
      goods -= gift.buy
      earned += gift.give
    }
    gift.charge(max(0, gift.quantity - min(earned, gift.quantity) - gift.returned))
  }

  private mutating func settle(_ income: Int, _ points: Int, _ debt: Int) -> Payout {
    var payout = Payout()
    openDebt += debt
    if openDebt < 0 {
      let fromPoints = min(-openDebt, paidByPoints)
      payout.chargedPoints = -fromPoints
      payout.charge = openDebt + fromPoints
      openDebt = 0
    } else {
      payout.charge = min(openDebt, income)
      payout.chargedPoints = min(openDebt - payout.charge, points)
      openDebt -= payout.charge + payout.chargedPoints
    }
    paidByMoney += payout.charge
    paidByPoints += payout.chargedPoints
    let amount = income - payout.charge
    moneyReturned += amount
    let tender = payable == 0 ? 0 : tenderPoints * moneyReturned / payable
    payout.paidWithPoints = tender - tenderReturned
    tenderReturned = tender
    payout.money = amount - payout.paidWithPoints
    payout.points = points - payout.chargedPoints + payout.paidWithPoints
    return payout
  }
}
