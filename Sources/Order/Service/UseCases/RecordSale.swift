import EventModel
import EventStream
import ItemService
import StockService

/// Writes orders of sales that have happened: paid, their goods gone.
struct RecordSale {
  let facts: [Int64: SKUInfo]
  let calendar: BusinessCalendar
  /// The program that says so.
  let source: String

  func run(_ sales: [PricedSale], on database: DatabaseConnection) throws -> [RecordedSale] {
    guard let store = sales.first?.sale.storeID else { return [] }
    let warehouseID = try StockAPI.warehouse(for: .sale, organisationID: store, on: database)
    let services = Set(
      sales.flatMap(\.amounts.lines).map(\.printed.skuID).filter { facts[$0]?.isService == true })
    let newServices = ServiceSKUs.unnoted(among: services)
    if !newServices.isEmpty { try ItemAPI.markUsed(newServices, on: database) }
    var numbers: [String] = []
    let postings = try StockAPI.withdrawSold(
      try sales.map(goods), warehouse: warehouseID, facts: facts, on: database
    ) {
      numbers = try draw(sales, on: database)
      return zip(sales, numbers).map { sale, number in
        StockReference(
          .sale, number, userID: sale.sale.userID, requestID: sale.sale.requestID,
          organisationID: sale.sale.storeID)
      }
    }
    let now = try database.now()
    var orders: [Order] = []
    for (index, sale) in sales.enumerated() {
      orders.append(
        try order(
          sale, number: numbers[index], from: warehouseID, now: now,
          isOversold: postings[index].isOversold))
    }
    let late = try write(&orders, sales, on: database)
    for index in orders.indices where late.contains(orders[index].id) {
      orders[index].flags.append(.transactionTaken)
    }
    try SaleStore.flag(late, .transactionTaken, on: database)
    try publish(orders, sales, postings, on: database)
    return zip(orders, postings).map { order, posting in
      RecordedSale(
        orderID: order.id, orderNumber: order.number,
        balances: posting.posting.balances, newServices: newServices)
    }
  }

  /// What leaves the shelf: services do not.
  private func goods(_ sale: PricedSale) throws -> [StockLine] {
    try sale.amounts.lines.filter { facts[$0.printed.skuID]?.isService == false }
      .map { StockLine(skuID: $0.printed.skuID, quantity: try $0.printed.baseQuantity) }
  }

  /// A number for each sale, in order, of the day on which it was sold.
  private func draw(_ sales: [PricedSale], on database: DatabaseConnection) throws -> [String] {
    let series = sales.map {
      OrderSeries(
        channel: OrderSeries.tillChannel, storeID: $0.sale.storeID,
        day: calendar.day(of: $0.sale.soldAt))
    }
    let keys = series.map(\.key)
    var next: [String: Int64] = [:]
    for key in Set(keys).sorted() {
      let count = keys.count { $0 == key }
      next[key] = try DocumentSeries.draw(count, of: key, on: database).lowerBound
    }
    return zip(series, keys).map { series, key in
      let sequence = next[key, default: 1]
      next[key] = sequence.next
      return series.number(sequence)
    }
  }

  private func order(
    _ sale: PricedSale, number: String, from warehouseID: Int64, now: Instant, isOversold: Bool
  ) throws -> Order {
    var lines: [OrderLine] = []
    for (index, line) in sale.amounts.lines.enumerated() {
      lines.append(
        OrderLine(
          lineNumber: index + 1, skuID: line.printed.skuID,
          name: facts[line.printed.skuID]?.name ?? "", quantity: try line.printed.baseQuantity,
          price: try line.printed.basePrice, original: line.original, discount: line.discount,
          payable: line.payable))
    }
    let hasGoods = sale.amounts.lines.contains { facts[$0.printed.skuID]?.isService == false }
    var order = Order(
      number: number, channel: OrderSeries.tillChannel, storeID: sale.sale.storeID,
      warehouseID: warehouseID, memberID: sale.sale.memberID, status: .paid,
      stockStatus: hasGoods ? .issued : .notStocked, original: sale.amounts.original,
      discount: sale.amounts.discount, payable: sale.amounts.payable, createdAt: now,
      expiresAt: now)
    order.paidAt = sale.sale.soldAt
    order.soldAt = sale.sale.soldAt
    order.flags = (isOversold ? [.oversold] : []) + sale.sale.doubts
    order.claimedMemberID = sale.sale.claimedMemberID
    order.lines = lines
    order.payments = sale.sale.payments
    return order
  }

  private func write(
    _ orders: inout [Order], _ sales: [PricedSale], on database: DatabaseConnection
  ) throws -> Set<Int64> {
    let users = sales.map(\.sale.userID)
    let ids = try SaleStore.insert(orders, createdBy: users, on: database)
    for index in orders.indices {
      guard let id = ids[orders[index].number] else {
        throw DatabaseError.undone(statement: "order.offline_ids")
      }
      orders[index].id = id
    }
    try OrderStore.insertLines(of: orders, on: database)
    return try SaleStore.insertPayments(of: orders, on: database)
  }

  private func publish(
    _ orders: [Order], _ sales: [PricedSale], _ postings: [SoldPosting],
    on database: DatabaseConnection
  ) throws {
    var events: [OutboxEvent] = []
    for (index, order) in orders.enumerated() {
      var unpaid = order
      unpaid.payments = []
      let payloads: [any EventPayload] =
        [OrderCreated(unpaid.snapshot)] + postings[index].posting.events + [
          OrderPaid(order.snapshot)
        ]
      events += payloads.map {
        OutboxEvent($0, source: source, requestID: sales[index].sale.requestID)
      }
    }
    try Outbox.append(events, on: database)
  }
}
