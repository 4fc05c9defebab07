import Kernel
import OrderDomain
import Testing

/// What a payment does to an order, in each state.
@Suite struct PaymentRuleTests {
  private let ten = [Payment(method: .cash, amount: .ten, transactionNumber: nil)]
  private let card = [Payment(method: .card, amount: .ten, transactionNumber: "t1")]

  private func decide(
    _ status: OrderStatus, overdue: Bool = false, payable: Money = .ten, offered: [Payment],
    earlier: [Payment] = []
  ) throws(OrderRefusal) -> PaymentRule.Decision {
    try PaymentRule.decide(
      status: status, isOverdue: overdue, payable: payable, offered: offered, earlier: earlier)
  }

  @Test func paysACreatedOrder() throws {
    #expect(try decide(.created, offered: ten) == .pay)
  }

  @Test func paysNothingForNothing() throws {
    #expect(try decide(.created, payable: .zero, offered: []) == .pay)
  }

  @Test func takesSeveralTenders() throws {
    let five = try Money(parsing: "5")
    let parts = [
      Payment(method: .cash, amount: five, transactionNumber: nil),
      Payment(method: .wechat, amount: five, transactionNumber: "w"),
    ]
    #expect(try decide(.created, offered: parts) == .pay)
  }

  @Test func refusesAnotherSum() throws {
    let nine = try Money(parsing: "9.99")
    let offered = [Payment(method: .cash, amount: nine, transactionNumber: nil)]
    #expect(throws: OrderRefusal.amountMismatch(payable: .ten, paid: nine)) {
      try decide(.created, offered: offered)
    }
  }

  @Test(arguments: [OrderStatus.paid, .partShipped, .shipped, .partRefunded, .refunded])
  func answersTheSamePaymentAgain(status: OrderStatus) throws {
    #expect(try decide(status, offered: ten, earlier: ten) == .alreadyDone)
    #expect(throws: OrderRefusal.alreadyPaid) {
      try decide(status, offered: card, earlier: ten)
    }
  }

  @Test func refusesWhatIsOver() {
    #expect(throws: OrderRefusal.cancelled) { try decide(.cancelled, offered: ten) }
    #expect(throws: OrderRefusal.expired) { try decide(.expired, offered: ten) }
    #expect(throws: OrderRefusal.expired) { try decide(.created, overdue: true, offered: ten) }
  }
}

extension Money {
  static var ten: Money { (try? Money(whole: 10)) ?? .zero }
}
