import Kernel
import OrderDomain
import Testing

/// What payments, cancellation, time and parcels do to an order, in each state.
@Suite struct OrderTransitionTests {
  private let ten = [Payment(method: .cash, amount: .ten, transactionNumber: nil)]
  private let card = [Payment(method: .card, amount: .ten, transactionNumber: "t1")]
  private static let now = Instant(microseconds: 1_000_000)

  private func order(
    _ status: OrderStatus, payable: Money = .ten, paidWith payments: [Payment] = [],
    stock: OrderStockStatus = .locked, _ lines: [OrderLine] = []
  ) -> Order {
    var order = Order(
      id: 1, number: "web-1", channel: "web", storeID: 1, warehouseID: 1, memberID: nil,
      status: status, stockStatus: stock, original: payable, discount: .zero, payable: payable,
      createdAt: Self.now, expiresAt: Self.now.adding(seconds: 1), version: 7)
    order.payments = payments
    order.lines = lines
    return order
  }

  @Test func paysACreatedOrder() throws {
    var order = order(.created)
    #expect(try order.pay(ten, at: Self.now))
    #expect(order.status == .paid && order.paidAt == Self.now && order.payments == ten)
    #expect(order.version == 8)
  }

  @Test func paysNothingForNothing() throws {
    var order = order(.created, payable: .zero)
    #expect(try order.pay([], at: Self.now))
  }

  @Test func takesSeveralTenders() throws {
    let five = try Money(parsing: "5")
    let parts = [
      Payment(method: .cash, amount: five, transactionNumber: nil),
      Payment(method: .wechat, amount: five, transactionNumber: "w"),
    ]
    var order = order(.created)
    #expect(try order.pay(parts, at: Self.now))
    #expect(try !order.pay(parts.reversed(), at: Self.now))
    #expect(order.version == 8)
  }

  @Test func refusesAnotherSum() throws {
    let nine = try Money(parsing: "9.99")
    var order = order(.created)
    #expect(throws: OrderRefusal.amountMismatch(payable: .ten, paid: nine)) {
      try order.pay(
        [Payment(method: .cash, amount: nine, transactionNumber: nil)], at: Self.now)
    }
  }

  @Test(arguments: [OrderStatus.paid, .partShipped, .shipped, .partRefunded, .refunded])
  func answersTheSamePaymentAgain(status: OrderStatus) throws {
    var order = order(status, paidWith: ten)
    #expect(try !order.pay(ten, at: Self.now))
    #expect(throws: OrderRefusal.alreadyPaid) { try order.pay(card, at: Self.now) }
    #expect(order.version == 7)
  }

  @Test func refusesPaymentsOfWhatIsOver() {
    for (status, refusal) in [
      (OrderStatus.cancelled, OrderRefusal.cancelled), (.expired, .expired),
    ] {
      var order = order(status)
      #expect(throws: refusal) { try order.pay(ten, at: Self.now) }
    }
    var late = order(.created)
    #expect(throws: OrderRefusal.expired) { try late.pay(ten, at: late.expiresAt) }
  }

  @Test func endsAnUnpaidOrder() throws {
    var cancelled = order(.created)
    #expect(try cancelled.cancel(reason: "why"))
    #expect(cancelled.status == .cancelled && cancelled.stockStatus == .released)
    #expect(cancelled.cancelReason == "why" && cancelled.version == 8)
    #expect(try !cancelled.cancel(reason: nil))
    #expect(cancelled.cancelReason == "why" && cancelled.version == 8)
    var services = order(.created, stock: .notStocked)
    let tooEarly = services.expire(at: Self.now)
    #expect(!tooEarly)
    let isExpired = services.expire(at: services.expiresAt)
    #expect(isExpired && services.status == .expired && services.stockStatus == .notStocked)
    var paid = order(.paid)
    #expect(throws: OrderRefusal.alreadyPaid) { try paid.cancel(reason: nil) }
    let expires = paid.expire(at: paid.expiresAt)
    #expect(!expires)
  }

  private func line(_ number: Int, _ sku: Int64, _ ordered: Int64, shipped: Int64 = 0) throws
    -> OrderLine
  {
    OrderLine(
      lineNumber: number, skuID: sku, name: "goods", quantity: try Quantity(whole: ordered),
      price: .zero, original: .zero, discount: .zero, payable: .zero,
      shipped: try Quantity(whole: shipped))
  }

  private func goods(_ sku: Int64, _ quantity: Int64) throws -> SKUQuantity {
    SKUQuantity(skuID: sku, quantity: try Quantity(whole: quantity))
  }

  @Test func shipsAllThatIsLeft() throws {
    var order = order(
      .partShipped, [try line(1, 10, 5, shipped: 2), try line(2, 20, 1, shipped: 1)])
    let parts = try order.ship(nil)
    #expect(parts.map(\.lineNumber) == [1])
    #expect(parts.first?.quantity == (try Quantity(whole: 3)))
    #expect(order.status == .shipped && order.version == 8)
    #expect(order.lines[0].shipped == order.lines[0].quantity)
  }

  @Test func shipsAPart() throws {
    var order = order(.paid, [try line(1, 10, 5), try line(2, 20, 1)])
    #expect(try order.ship([goods(10, 5)]).map(\.skuID) == [10])
    #expect(order.status == .partShipped)
  }

  @Test func refusesToShipMoreThanIsLeft() throws {
    var order = order(.partShipped, [try line(1, 10, 5, shipped: 4)])
    for (sku, quantity) in [(10, 2), (99, 1)] as [(Int64, Int64)] {
      #expect(throws: OrderRefusal.overShipment(skuIDs: [sku])) {
        try order.ship([goods(sku, quantity)])
      }
    }
    #expect(order.lines[0].shipped == (try Quantity(whole: 4)))
  }

  @Test(arguments: [
    (OrderStatus.created, OrderRefusal.notPaid), (.cancelled, .cancelled), (.expired, .expired),
    (.shipped, .nothingToShip), (.refunded, .refunded),
  ])
  func refusesToShipInOtherStates(status: OrderStatus, refusal: OrderRefusal) throws {
    var order = order(status, [try line(1, 10, 5)])
    #expect(throws: refusal) { try order.ship(nil) }
  }
}

extension Money {
  static var ten: Money { (try? Money(whole: 10)) ?? .zero }
}
