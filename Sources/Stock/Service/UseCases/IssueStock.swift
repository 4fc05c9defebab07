import Kernel
import MariaDBClient
import StockDomain
import Transactions
import WebAPI

/// `POST /stock/out`: goods leave, either what is available or what a lock holds.
///
/// For one line 12 round trips, as goods coming in; 13 out of a lock, one more where its warehouse
/// is not named.
enum IssueStock {
  enum Reason: String, CaseIterable {
    case sale
    case production
    case `return`
    case manual

    var type: StockReferenceType {
      switch self {
      case .sale: .sale
      case .production: .production
      case .return: .return
      case .manual: .manual
      }
    }
  }

  struct Request: RequestBody {
    let reason: Reason
    let number: String
    /// Nil: the lock's, or the one of the caller's organisation.
    let warehouseID: Int64?
    let lockNumber: String?
    /// Whose lock, where several have its number.
    let lockOrganisation: Int64?
    /// Of goods that go back to the supplier: what brought them, and its id where several have the
    /// number.
    let receiptNumber: String?
    let receiptID: Int64?
    let lines: [StockLine]
    /// Nil: when it is posted.
    let occurredAt: Instant?

    init(from fields: inout Fields) {
      reason = fields.choice("ref_type", Reason.self) ?? .manual
      number = fields.referenceNumber()
      warehouseID = fields.optionalID("warehouse_id")
      lockNumber = fields.optionalCode("from_lock", 1...100)
      lockOrganisation = fields.optionalID("org_id")
      receiptNumber = fields.optionalCode("receipt_no", 1...100)
      receiptID = fields.optionalID("document_id")
      if receiptNumber != nil, reason != .return || lockNumber != nil {
        fields.refuse(
          "receipt_no",
          .other(
            english: "goes with ref_type return and without from_lock",
            chinese: "只能用于 ref_type 为 return 且没有 from_lock 的单据"))
      }
      lines = fields.list("lines", LeavingLineRequest.self, RequestLimits.documentLines).map(\.line)
      occurredAt = fields.occurredAt()
    }
  }

  static func run(_ call: Call, _ request: Request) throws -> Recorded<PostedMoves> {
    if request.reason == .production || request.reason == .return {
      try ReservedNumbers.refuse(request.number)
    }
    let lines = try request.lines.summed()
    let document = UnplacedDocument(
      kind: "stock.out.\(request.reason.rawValue)", number: request.number,
      type: request.reason.type, direction: .out
    ) { place in
      // A document that names a lock and no warehouse means the lock's.
      let isOfLock = request.lockNumber != nil && request.warehouseID == nil
      return DocumentContents.text(
        [isOfLock ? "" : "\(place)", request.lockNumber ?? ""]
          + (request.receiptNumber.map { ["receipt:\($0)"] } ?? [])
          + request.occurredAt.documentContents, lines)
    }
    let place = try place(of: request, document, call)
    return try call.once(
      document.kind, request.number, scope: try call.documentScope(in: place),
      contents: document.contents(place)
    ) {
      let occurredAt = try call.documentDate(request.occurredAt)
      if request.reason == .sale { try ReservedNumbers.refuseOrders(request.number) }
      let origin = try request.receiptNumber.map {
        try SupplierReturn.origin($0, documentID: request.receiptID, call)
      }
      let document = call.stockDocument(
        request.reason.type, request.number, origin: origin, occurredAt: occurredAt)
      let posting = try call.telling(request.lines) {
        if let lockNumber = request.lockNumber {
          return try issue(lines, outOf: lockNumber, request, for: document, call)
        }
        let posting = try StockMovements.withdraw(
          lines, warehouse: place, facts: call.facts(of: request.lines), for: document,
          on: call.database)
        if let origin { try SupplierReturn.requireLeft(of: origin, on: call.database) }
        return posting
      }
      try call.publish(posting.events, posting.balances)
      return PostedMoves(posting.moves)
    }
  }

  /// Where the goods leave: where the lock's lie, of a document that names a lock and no warehouse.
  private static func place(
    of request: Request, _ document: UnplacedDocument, _ call: Call
  ) throws -> Int64 {
    guard let number = request.lockNumber, request.warehouseID == nil else {
      return try call.warehouse(request.warehouseID, for: .sale, of: document)
    }
    if let place = try LockAccess.place(of: number, of: request.lockOrganisation, call) {
      return place.warehouseID
    }
    return try LockAccess.take(number, of: request.lockOrganisation, call).warehouseID
  }

  private static func issue(
    _ lines: [StockLine], outOf number: String, _ request: Request,
    for document: StockReference, _ call: Call
  ) throws -> StockPosting {
    let lock = try LockAccess.take(number, of: request.lockOrganisation, call)
    // A lock somewhere else is not the one that was meant.
    if let warehouse = request.warehouseID, warehouse != lock.warehouseID {
      throw StockRefusal.lockNotFound
    }
    let wanted = try lines.totals()
    guard let parts = lock.holding.exactly(wanted) else {
      throw LockAccess.shortage(wanted, lock)
    }
    if lock.hasExpired { throw StockRefusal.lockExpired }
    return try StockLocks.issue(lines, parts, of: lock, for: document, on: call.database)
  }
}
