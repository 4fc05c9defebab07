import Kernel
import PosDomain
import Testing

/// Contents are the same for the same meaning, and for no other.
@Suite struct TillSaleTests {
  private struct Parts {
    var client = "c"
    var sequence: Int64 = 1
    var soldAt: Int64 = 1_700_000_000_000_000
    var member: Int64?
    var lines: [(goods: TillSale.Goods, quantity: String, price: String)] = [
      (.sku(1), "2", "1.50"), (.barcode("690"), "1", "3"),
    ]
    var payments: [(PaymentMethod, String, String?)] = [(.cash, "6", nil)]
    var payable = "6"

    func contents() throws -> String {
      let lines = try lines.map {
        TillSale.Line(
          goods: $0.goods, quantity: try Quantity(parsing: $0.quantity),
          price: try UnitPrice(parsing: $0.price))
      }
      let payments = try payments.map {
        Payment(
          method: $0.0, amount: try Money(parsing: $0.1), transactionNumber: $0.2)
      }
      return TillSale(
        clientID: client, sequence: sequence, soldAt: Instant(microseconds: soldAt),
        memberID: member, lines: lines, payments: payments, payable: try Money(parsing: payable)
      ).contents
    }
  }

  @Test func theSameMeaning() throws {
    let first = Parts()
    var same = first
    same.lines = [(.barcode("690"), "1.0000", "3.00"), (.sku(1), "2.0", "1.5000")]
    same.payable = "6.00"
    same.client = "d"
    same.sequence = 9
    #expect(try same.contents() == first.contents())
  }

  @Test func anotherMeaning() throws {
    let first = try Parts().contents()
    let changes: [(inout Parts) -> Void] = [
      { $0.soldAt += 1 }, { $0.member = 1 }, { $0.payable = "6.01" },
      { $0.lines[0].quantity = "2.0001" }, { $0.lines[0].price = "1.5001" },
      { $0.lines[0].goods = .sku(2) }, { $0.lines[1].goods = .barcode("691") },
      { $0.lines[1].goods = .sku(690) }, { $0.lines.removeLast() },
      { $0.payments[0].0 = .card }, { $0.payments[0].1 = "5" }, { $0.payments[0].2 = "t" },
      { $0.payments.append((.card, "1", nil)) },
    ]
    for change in changes {
      var other = Parts()
      change(&other)
      #expect(try other.contents() != first)
    }
  }
}
