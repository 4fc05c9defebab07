import Kernel
import Transactions
import WebAPI

/// `POST /stock/in`: goods come in.
///
/// For one line: begin, claim, facts, lock rows, change, draw and read the number, insert the
/// move, outbox, complete the claim, audit, commit: 12 round trips. A SKU's first receipt adds 2.
enum ReceiveStock {
  enum Reason: String, CaseIterable {
    case purchase
    case production
    case `return`
    case opening
    case manual

    var type: StockReferenceType {
      switch self {
      case .purchase: .purchase
      case .production: .production
      case .return: .return
      case .opening: .opening
      case .manual: .manual
      }
    }
  }

  struct Request: RequestBody {
    let reason: Reason
    let number: String
    /// Nil: the one of the caller's organisation.
    let warehouseID: Int64?
    let lines: [StockLine]
    /// Nil: when it is posted.
    let occurredAt: Instant?

    init(from fields: inout Fields) {
      reason = fields.choice("ref_type", Reason.self) ?? .manual
      number = fields.referenceNumber()
      warehouseID = fields.optionalID("warehouse_id")
      lines = fields.list("lines", ArrivalLineRequest.self, RequestLimits.documentLines).map(\.line)
      occurredAt = fields.occurredAt()
    }
  }

  static func run(_ call: Call, _ request: Request) throws -> Recorded<PostedMoves> {
    if request.reason == .production || request.reason == .return {
      try ReservedNumbers.refuse(request.number)
    }
    let lines = try request.lines.summed()
    let document = UnplacedDocument(
      kind: "stock.in.\(request.reason.rawValue)", number: request.number,
      type: request.reason.type, direction: .in
    ) { place in
      DocumentContents.text(["\(place)"] + request.occurredAt.documentContents, lines)
    }
    let warehouse = try call.warehouse(request.warehouseID, for: .receipt, of: document)
    let scope = try call.documentScope(in: warehouse)
    return try call.once(
      document.kind, request.number, scope: scope, contents: document.contents(warehouse)
    ) {
      let occurredAt = try call.documentDate(request.occurredAt)
      let posting = try StockMovements.receive(
        lines, warehouse: warehouse, facts: call.facts(of: request.lines),
        for: call.stockDocument(request.reason.type, request.number, occurredAt: occurredAt),
        on: call.database)
      try call.publish(posting.events, posting.balances)
      return PostedMoves(posting.moves)
    }
  }
}
