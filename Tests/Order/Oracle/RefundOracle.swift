/// An order and its refunds, reckoned again in whole cents, points and ten-thousandths of a unit.
///
/// It shares no code with the product, and keeps an account instead of differences of sums: what
/// gifts are charged is a debt that money and points pay off, and that a gift which comes back
/// lowers, or has paid out again.
struct RefundOracle {
  struct Line {
    let sku: Int
    let quantity: Int
    let payable: Int
    /// The points that came off this line.
    let points: Int
    var returned = 0
    var paidBack = 0
  }

  struct Gift {
    let quantity: Int
    let value: Int
    let goods: Int
    let buy: Int
    let give: Int
    let repeats: Bool
    var returned = 0
    var charged = 0
  }

  /// What a refund gives.
  struct Payout: Equatable {
    var money = 0
    var paidWithPoints = 0
    var points = 0
    var charge = 0
    var chargedPoints = 0
  }

  var lines: [Line]
  var gifts: [Gift]
  /// Of the money: what was paid with points.
  let tenderPoints: Int
  let payable: Int

  private var openDebt = 0
  private var paidByMoney = 0
  private var paidByPoints = 0
  private var pointsSeen = 0
  private var tenderReturned = 0
  private(set) var moneyReturned = 0

  init(lines: [Line], gifts: [Gift], tenderPoints: Int) {
    self.lines = lines
    self.gifts = gifts
    self.tenderPoints = tenderPoints
    payable = lines.reduce(0) { $0 + $1.payable }
  }

  /// Half up, of values that are not negative.
  static func rounded(_ value: Int, _ part: Int, _ whole: Int) -> Int {
    (2 * value * part + whole) / (2 * whole)
  }

  /// Shares by largest remainder: one cent after the other goes to whoever misses most.
  static func shares(_ amount: Int, _ weights: [Int]) -> [Int] {
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
  mutating func refund(_ back: [Int], _ backGifts: [Int]) -> Payout {
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
      charge(&gifts[place])
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
    gift.charged = max(0, gift.quantity - min(earned, gift.quantity) - gift.returned)
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
