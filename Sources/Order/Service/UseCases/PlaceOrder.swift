import EventModel
import ItemService
import MemberService
import PromoService
import StockDomain
import StockService
import UserService

/// Places an order in one transaction: priced, its stock locked, its number drawn, its rows and
/// its events written, all or nothing.
///
/// Rows are locked in the house's order: stock balances, the coupon, the number's counter as late
/// as can be, the promotions' usage, the member, then the outbox. Twelve round trips for a keyed
/// order of up to twenty lines without promotions: BEGIN, claim, savepoint, SKUs, balances, lock,
/// number, order, lines, lock's owner, outbox, answer, and COMMIT.
struct PlaceOrder: Sendable {
  let calendar: BusinessCalendar
  let secondsToLive: Int

  func run(_ call: Call, _ request: PlaceOrderRequest) throws -> Order {
    guard call.caller.scope.contains(request.storeID),
      try UserAPI.hasOrganisation(request.storeID, on: call.database)
    else { throw OrderRefusal.storeNotFound }
    try call.requireOpenPeriod()
    let member = try member(request, on: call.database)
    let (resolved, unknown) = try resolve(request.lines, call)
    let goods = try exact(try resolved.merged(), orThrow: OrderRefusal.amountOutOfRange)
    let facts = try ItemAPI.skus(goods.map(\.skuID), on: call.database)
    try check(goods, request.lines, unknown: unknown, facts)
    try facts.requirePlaces(
      of: resolved.map { ($0.skuID, $0.quantity) }, in: call.language)
    let basket = PromoBasket(
      channel: request.channel, storeID: request.storeID, memberID: request.memberID,
      memberLevel: member?.level, priceList: member?.priceList ?? PromoBasket.retail,
      lines: goods)
    let plan = try PromoAPI.bestPlan(
      basket, at: nil, facts: facts, without: call.excluded, on: call.database)
    try plan.requireWorth(of: resolved.map(\.skuID), in: call.language)
    var bill = try OrderBill(plan, facts: facts)
    let known = facts.merging(plan.giftFacts) { first, _ in first }
    let warehouseID = try warehouse(request, call)
    let hold = try hold(goods, bill.gifts, warehouseID, known, lines: resolved.map(\.skuID), call)
    if let couponID = request.couponID, let memberID = request.memberID {
      try bill.take(
        coupon: couponID, of: memberID, store: request.storeID, on: call.database)
    }
    try bill.take(points: request.pointsToUse)
    guard OrderPricing.isInRange(bill.pricing.payable) else { throw OrderRefusal.amountOutOfRange }
    if let expected = request.expectedPayable, expected != bill.pricing.payable {
      throw OrderRefusal.priceChanged(payable: bill.pricing.payable)
    }
    let order = try write(request, bill, hold, warehouseID, call)
    if let hold { call.showLevels(hold.balances) }
    return order
  }

  private func member(
    _ request: PlaceOrderRequest, on database: DatabaseConnection
  ) throws -> MemberInfo? {
    guard let memberID = request.memberID else { return nil }
    guard let member = try MemberAPI.facts(memberID, on: database) else {
      throw OrderRefusal.memberNotFound
    }
    guard member.isActive else { throw OrderRefusal.memberInactive }
    return member
  }

  /// The one that is named, if the caller may see it, else the store's.
  private func warehouse(_ request: PlaceOrderRequest, _ call: Call) throws -> Int64 {
    guard let named = request.warehouseID else {
      return try StockAPI.warehouse(
        for: .sale, organisationID: request.storeID, on: call.database)
    }
    // The default warehouse exists since the first migration.
    if named != StockAPI.defaultWarehouse {
      try StockAPI.requireWarehouse(named, scope: call.caller.scope, on: call.database)
    }
    return named
  }

  /// Locks the goods, gifts included; nil when there are services alone, of which there is no
  /// stock.
  private func hold(
    _ goods: [SKUQuantity], _ gifts: [OrderGift], _ warehouseID: Int64,
    _ facts: [Int64: SKUInfo], lines: [Int64], _ call: Call
  ) throws -> StockHold? {
    let all =
      goods.map { StockLine(skuID: $0.skuID, quantity: $0.quantity) }
      + gifts.map { StockLine(skuID: $0.skuID, quantity: $0.quantity) }
    try noteUse(of: Set(all.map(\.skuID)).filter { facts[$0]?.isService == true }, call)
    let stocked = all.filter { facts[$0.skuID]?.isService == false }
    if stocked.isEmpty { return nil }
    do {
      return try SoldOutGate.guarding(
        stocked, warehouse: warehouseID, facts: { facts }, in: call
      ) {
        try StockAPI.hold(stocked, warehouse: warehouseID, facts: facts, on: call.database)
      }
    } catch let refusal as StockRefusal {
      let wanted = Dictionary(
        goods.map { ($0.skuID, $0.quantity) }, uniquingKeysWith: { first, _ in first })
      let short = refusal.shortages.promotions(
        giving: gifts.map { ($0.skuID, $0.promotionID) }, besides: wanted)
      if short.isEmpty {
        let given = Set(gifts.map(\.skuID)).subtracting(wanted.keys)
        throw refusal.told(ofLines: lines, gifts: given)
      }
      call.excluded.formUnion(short)
      throw RunAnew()
    }
  }

  /// Goods are noted with their stock rows. No round trip for services that are known already.
  private func noteUse(of services: Set<Int64>, _ call: Call) throws(DatabaseError) {
    let new = ServiceSKUs.unnoted(among: services)
    if new.isEmpty { return }
    try ItemAPI.markUsed(new, on: call.database)
    call.afterCommit { _ in ServiceSKUs.remember(new) }
  }

  private func write(
    _ request: PlaceOrderRequest, _ bill: OrderBill, _ hold: StockHold?, _ warehouseID: Int64,
    _ call: Call
  ) throws -> Order {
    let now = try hold?.heldAt ?? call.database.now()
    let series = OrderSeries(
      channel: request.channel, storeID: request.storeID, day: calendar.day(of: now))
    let number = series.number(try DocumentSeries.next(series.key, on: call.database))
    var order = order(
      request, bill, number: number, from: warehouseID, isStocked: hold != nil,
      without: call.excluded, at: now)
    order.id = try OrderStore.insert(order, createdBy: call.caller.userID, on: call.database)
    try OrderStore.insertLines(of: [order], on: call.database)
    try BenefitStore.insert(of: order, on: call.database)
    var events: [any EventPayload] = [OrderCreated(order.snapshot)]
    if let hold {
      events.append(
        try StockAPI.record(
          hold, reference: number, owner: .order, organisationID: request.storeID,
          expiresInSeconds: nil, on: call.database
        ).event)
    }
    events += try spend(bill, for: order, on: call.database)
    try call.publish(events, from: OrderEvents.source)
    return order
  }

  private func order(
    _ request: PlaceOrderRequest, _ bill: OrderBill, number: String, from warehouseID: Int64,
    isStocked: Bool, without dropped: Set<Int64>, at now: Instant
  ) -> Order {
    var order = Order(
      number: number, channel: request.channel, storeID: request.storeID,
      warehouseID: warehouseID, memberID: request.memberID, status: .created,
      stockStatus: isStocked ? .locked : .notStocked, original: bill.pricing.original,
      discount: bill.pricing.discount, payable: bill.pricing.payable, createdAt: now,
      expiresAt: now.adding(seconds: Int64(secondsToLive)))
    order.remark = request.remark
    order.lines = bill.pricing.lines
    order.couponID = bill.coupon?.couponID
    order.couponDiscount = bill.couponDiscount
    order.pointsUsed = bill.pointsUsed
    order.pointsDiscount = bill.pointsDiscount
    order.gifts = bill.gifts
    order.promotions = bill.promotions
    order.dropped = dropped.sorted()
    return order
  }

  /// Takes what the order uses up: promotions' usage, the coupon, points.
  private func spend(
    _ bill: OrderBill, for order: Order, on database: DatabaseConnection
  ) throws -> [any EventPayload] {
    if let coupon = bill.coupon {
      try MemberAPI.lockCoupon(coupon, for: order.number, on: database)
    }
    var events: [any EventPayload] = []
    if !bill.plan.applied.isEmpty {
      events += try PromoAPI.use(
        bill.plan, order: order.number, memberID: order.memberID, on: database)
    }
    if order.pointsUsed > 0, let memberID = order.memberID {
      let change = try MemberAPI.redeem(
        order.pointsUsed, of: memberID, for: PointReference.order(order.number),
        on: database)
      if let event = change.event { events.append(event) }
    }
    return events
  }
}
