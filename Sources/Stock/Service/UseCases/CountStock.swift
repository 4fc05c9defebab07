import Kernel
import WebAPI

/// `POST /stock/count`: the books shall say what was counted; differences are posted as moves.
enum CountStock {
  struct Request: RequestBody {
    let number: String
    let warehouseID: Int64
    let lines: [StockLine]
    /// Nil: when it is posted.
    let occurredAt: Instant?

    init(from fields: inout Fields) {
      number = fields.referenceNumber()
      warehouseID = fields.warehouse()
      lines = fields.list("lines", CountLineRequest.self, RequestLimits.documentLines)
        .map(\.line)
      occurredAt = fields.occurredAt()
    }
  }

  static func run(_ call: Call, _ request: Request) throws -> Recorded<PostedMoves> {
    let lines = try request.lines.summed()
    let contents = DocumentContents.text(
      ["\(request.warehouseID)"] + request.occurredAt.documentContents, lines)
    try call.requireWarehouse(request.warehouseID)
    let scope = try call.documentScope(in: request.warehouseID)
    return try call.once("stock.count", request.number, scope: scope, contents: contents) {
      let occurredAt = try call.documentDate(request.occurredAt)
      let posting = try StockMovements.count(
        lines, warehouse: request.warehouseID, facts: call.facts(of: lines),
        for: call.stockDocument(.count, request.number, occurredAt: occurredAt), on: call.database)
      try call.publish(posting.events, posting.balances)
      return PostedMoves(posting.moves)
    }
  }
}
