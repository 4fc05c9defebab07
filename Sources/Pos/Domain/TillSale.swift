package import Kernel

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

  package struct Tender: Equatable, Sendable {
    package let method: TenderMethod
    package let amount: Money
    package let transactionNumber: String?

    package init(method: TenderMethod, amount: Money, transactionNumber: String?) {
      self.method = method
      self.amount = amount
      self.transactionNumber = transactionNumber
    }
  }

  package let clientID: String
  package let sequence: Int64
  /// By the till's clock.
  package let soldAt: Instant
  package let memberID: Int64?
  package let lines: [Line]
  package let tenders: [Tender]
  package let payable: Money

  package init(
    clientID: String, sequence: Int64, soldAt: Instant, memberID: Int64?, lines: [Line],
    tenders: [Tender], payable: Money
  ) {
    self.clientID = clientID
    self.sequence = sequence
    self.soldAt = soldAt
    self.memberID = memberID
    self.lines = lines
    self.tenders = tenders
    self.payable = payable
  }

  /// What the sale says, the same for the same meaning: whatever the order of its lines, and
  /// however its numbers and times are written. The client's number and the sequence name the
  /// sale, and are not what it says.
  package var contents: String {
    var parts = ["\(soldAt.microseconds)", memberID.map(String.init) ?? "", "\(payable)"]
    parts += lines.map(Self.text).sorted()
    parts.append("|")
    for tender in tenders {
      let number = tender.transactionNumber.map { "\($0.utf8.count):\($0)" } ?? "-"
      parts.append("\(tender.method.rawValue) \(tender.amount) \(number)")
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

/// How a till takes money.
package enum TenderMethod: String, CaseIterable, Sendable {
  case cash
  case wechat
  case alipay
  case card
  case points
}
