import ItemService
import MemberService
import OrderDomain
import OrderService

/// Stored sales of one device that are applied together, in the transaction that holds its row.
struct SaleBatch {
  let device: Device
  let calendar: BusinessCalendar
  /// The program that applies them.
  let source: String

  /// Writes the orders of those that can pass and parks the others, each with its row.
  ///
  /// What cannot pass is known before anything is written, so one bad sale does not undo the rest.
  func apply(
    _ queue: [QueuedSale], on database: DatabaseConnection
  ) throws -> [RecordedSale] {
    let sales = queue.map { StoredSale.read($0.payload) }
    let barcodes = try scanned(sales, on: database)
    let facts = try facts(sales, barcodes, on: database)
    // The sale has happened, but the books of its day, or those of today, in which its goods would
    // leave, are closed: somebody has to decide.
    let isClosedNow = try ClosedPeriods.isClosed(on: database)
    let closed = Set(
      try zip(queue, sales).filter { try isClosedNow || isClosed($1, on: database) }
        .map(\.0.sequence))
    let members = try members(sales, on: database)
    var good: [(sequence: Int64, sale: PricedSale)] = []
    for (queued, sale) in zip(queue, sales) {
      do throws(ParkedSale) {
        guard let sale else { throw ParkedSale(fault: ParkedFault(.unknown)) }
        if closed.contains(queued.sequence) { throw ParkedSale(fault: ParkedFault(.periodClosed)) }
        good.append((queued.sequence, try priced(sale, queued, barcodes, facts, members)))
      } catch {
        try SyncedSaleStore.markFailed(
          queued.sequence, of: device.id, error.fault, on: database)
      }
    }
    let recorded = try OrderAPI.recordSales(
      good.map(\.sale), facts: facts, calendar: calendar, source: source, on: database)
    try SyncedSaleStore.markApplied(
      zip(good, recorded).map { ($0.sequence, $1.orderID, $1.orderNumber) },
      of: device.id, on: database)
    return recorded
  }

  private func isClosed(
    _ sale: TillSale?, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    guard let sale else { return false }
    return try ClosedPeriods.isClosed(at: sale.soldAt, on: database)
  }

  /// Those of the sales' members that there are, and whether each is active.
  private func members(
    _ sales: [TillSale?], on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64: Bool] {
    let named = Set(sales.compactMap { $0?.memberID }).sorted()
    return named.isEmpty ? [:] : try MemberAPI.known(named, on: database)
  }

  private func scanned(
    _ sales: [TillSale?], on database: DatabaseConnection
  ) throws(DatabaseError) -> [String: BarcodeInfo] {
    var codes: Set<String> = []
    for case .barcode(let code) in sales.compactMap({ $0 }).flatMap(\.lines).map(\.goods) {
      codes.insert(code)
    }
    return codes.isEmpty ? [:] : try ItemAPI.barcodes(codes.sorted(), on: database)
  }

  private func facts(
    _ sales: [TillSale?], _ barcodes: [String: BarcodeInfo], on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64: SKUInfo] {
    var skuIDs: Set<Int64> = []
    for line in sales.compactMap({ $0 }).flatMap(\.lines) {
      switch line.goods {
      case .sku(let id): skuIDs.insert(id)
      case .barcode(let code): if let known = barcodes[code] { skuIDs.insert(known.skuID) }
      }
    }
    return skuIDs.isEmpty ? [:] : try ItemAPI.skus(skuIDs.sorted(), on: database)
  }

  /// The sale as the order centre takes it, or why it cannot pass.
  private func priced(
    _ sale: TillSale, _ queued: QueuedSale, _ barcodes: [String: BarcodeInfo],
    _ facts: [Int64: SKUInfo], _ members: [Int64: Bool]
  ) throws(ParkedSale) -> PricedSale {
    guard TillClock.isPlausible(sale.soldAt, at: device.readAt) else {
      throw ParkedSale(fault: ParkedFault(.soldAtOutOfRange))
    }
    var lines: [PrintedLine] = []
    var unknown: [Int] = []
    for (index, line) in sale.lines.enumerated() {
      let goods: (skuID: Int64, factor: Quantity)?
      switch line.goods {
      case .sku(let id): goods = facts[id] == nil ? nil : (id, .one)
      case .barcode(let code): goods = barcodes[code].map { ($0.skuID, $0.factor) }
      }
      guard let goods else {
        unknown.append(index)
        continue
      }
      lines.append(
        PrintedLine(
          skuID: goods.skuID, quantity: line.quantity, factor: goods.factor, price: line.price))
    }
    if !unknown.isEmpty { throw ParkedSale(.skuNotFound(lines: unknown)) }
    let isActive = sale.memberID.flatMap { members[$0] }
    var doubts: [OrderFlag] = []
    if TillClock.isAhead(sale.soldAt, at: device.readAt) { doubts.append(.clockAhead) }
    if sale.memberID != nil, isActive == nil { doubts.append(.memberUnknown) }
    if isActive == false { doubts.append(.memberInactive) }
    let offline = OfflineSale(
      storeID: device.storeID, memberID: isActive == nil ? nil : sale.memberID,
      claimedMemberID: isActive == nil ? sale.memberID : nil, doubts: doubts, soldAt: sale.soldAt,
      lines: lines, payments: sale.payments, payable: sale.payable, userID: queued.userID,
      requestID: queued.requestID)
    do throws(OfflineSaleRefusal) {
      return try PricedSale(offline, facts: facts)
    } catch {
      throw ParkedSale(error)
    }
  }
}

/// A sale that cannot pass.
private struct ParkedSale: Error {
  let fault: ParkedFault

  init(fault: ParkedFault) { self.fault = fault }

  init(_ refusal: OfflineSaleRefusal) {
    switch refusal {
    case .skuNotFound(let lines):
      fault = ParkedFault(
        .skuNotFound, detail: lines.map { "lines[\($0)]" }.joined(separator: ", "))
    case .payableTooHigh: fault = ParkedFault(.payableTooHigh)
    case .amountMismatch(let payable, let paid):
      fault = ParkedFault(.amountMismatch, detail: "payable \(payable), paid \(paid)")
    case .amountOutOfRange: fault = ParkedFault(.amountOutOfRange)
    case .quantityNotExact(let ids):
      fault = ParkedFault(
        .quantityNotExact, detail: ids.map { "sku \($0)" }.joined(separator: ", "))
    case .pointsNotTaken: fault = ParkedFault(.pointsNotTaken)
    case .soldAtOutOfRange: fault = ParkedFault(.soldAtOutOfRange)
    }
  }
}

extension Quantity {
  /// Goods that are sold by the base unit.
  fileprivate static let one = Quantity(exactly: "1") ?? .zero
}
