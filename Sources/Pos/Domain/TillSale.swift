/// A sale as a till sent it.
package struct TillSale: Equatable, Sendable {
  /// What was scanned, or chosen by hand.
  package enum Goods: Hashable, Sendable {
    case sku(Int64)
    case barcode(String)
  }

  package struct Line: Equatable, Sendable {
    package let goods: Goods
    package let quantity: Quantity
    /// As printed, for one of what was scanned.
    package let price: UnitPrice

    package init(goods: Goods, quantity: Quantity, price: UnitPrice) {
      self.goods = goods
      self.quantity = quantity
      self.price = price
    }
  }

  package let clientID: String
  package let sequence: Int64
  /// By the till's clock.
  package let soldAt: Instant
  package let memberID: Int64?
  package let lines: [Line]
  package let payments: [Payment]
  package let payable: Money

  package init(
    clientID: String, sequence: Int64, soldAt: Instant, memberID: Int64?, lines: [Line],
    payments: [Payment], payable: Money
  ) {
    self.clientID = clientID
    self.sequence = sequence
    self.soldAt = soldAt
    self.memberID = memberID
    self.lines = lines
    self.payments = payments
    self.payable = payable
  }

  /// What the sale says, the same for the same meaning: whatever the order of its lines, and
  /// however its numbers and times are written. The client's number and the sequence name the
  /// sale, and are not what it says.
  package var contents: String {
    var parts = ["\(soldAt.microseconds)", memberID.map(String.init) ?? "", "\(payable)"]
    parts += lines.map(Self.text).sorted()
    parts.append("|")
    for payment in payments {
      let number = payment.transactionNumber.map { "\($0.utf8.count):\($0)" } ?? "-"
      parts.append("\(payment.method.rawValue) \(payment.amount) \(number)")
    }
    return parts.joined(separator: "\n")
  }

  private static func text(_ line: Line) -> String {
    let goods =
      switch line.goods {
      case .sku(let id): "s\(id)"
      case .barcode(let code): "b\(code)"
      }
    return "\(goods) \(line.quantity) \(line.price)"
  }
}

/// What is believed of a till's clock (contract part 2, section A, "Tills").
package enum TillClock {
  /// 2000-01-01: no till of this house is older.
  private static let first = Instant(microseconds: 946_684_800_000_000)
  /// A till that is set to the wrong zone is up to 14 hours off, and must sell.
  private static let aheadAtMost: Int64 = 86_400
  private static let doubtedAfter: Int64 = 600

  /// Whether a sale may have happened then: from 2000 to 24 hours from now.
  package static func isPlausible(_ soldAt: Instant, at now: Instant) -> Bool {
    soldAt >= first && soldAt <= now.adding(seconds: aheadAtMost)
  }

  /// Whether the clock is more than 10 minutes ahead: a doubt, and no more.
  package static func isAhead(_ soldAt: Instant, at now: Instant) -> Bool {
    soldAt > now.adding(seconds: doubtedAfter)
  }
}
