import Kernel
import Transactions
import WebAPI

/// `POST /stock/count`: the books shall say what was counted; differences are posted as moves.
enum CountStock {
  struct Request: RequestBody {
    let number: String
    /// Nil: the one of the caller's organisation.
    let warehouseID: Int64?
    let lines: [StockLine]
    /// Nil: when it is posted.
    let occurredAt: Instant?

    init(from fields: inout Fields) {
      number = fields.referenceNumber()
      warehouseID = fields.optionalID("warehouse_id")
      lines = fields.list("lines", CountLineRequest.self, RequestLimits.documentLines)
        .map(\.line)
      occurredAt = fields.occurredAt()
    }
  }

  static func run(_ call: Call, _ request: Request) throws -> Recorded<PostedMoves> {
    let lines = try request.lines.summed()
    let document = UnplacedDocument(
      kind: "stock.count", number: request.number, type: .count, direction: .count
    ) { place in
      DocumentContents.text(["\(place)"] + request.occurredAt.documentContents, lines)
    }
    let warehouse = try call.warehouse(request.warehouseID, for: .receipt, of: document)
    let scope = try call.documentScope(in: warehouse)
    return try call.once(
      document.kind, request.number, scope: scope, contents: document.contents(warehouse)
    ) {
      let occurredAt = try call.documentDate(request.occurredAt)
      let posting = try StockMovements.count(
        lines, warehouse: warehouse, facts: call.facts(of: request.lines),
        for: call.stockDocument(.count, request.number, occurredAt: occurredAt), on: call.database)
      try call.publish(posting.events, posting.balances)
      return PostedMoves(posting.moves)
    }
  }
}
