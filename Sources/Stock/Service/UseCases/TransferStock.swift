import JSONCoding
import Kernel
import Transactions
import WebAPI

/// `POST /stock/transfer`: goods go from one warehouse to another, both sides in one transaction.
enum TransferStock {
  struct Request: RequestBody {
    let number: String
    let from: Int64
    let to: Int64
    let lines: [StockLine]
    /// Nil: when it is posted.
    let occurredAt: Instant?

    init(from fields: inout Fields) {
      number = fields.referenceNumber()
      from = fields.id("from_warehouse_id")
      to = fields.id("to_warehouse_id")
      lines = fields.list("lines", LeavingLineRequest.self, RequestLimits.documentLines)
        .map(\.line)
      occurredAt = fields.occurredAt()
      if from == to {
        fields.refuse(
          "to_warehouse_id",
          .other(english: "must be another warehouse", chinese: "必须是另一个仓库"))
      }
    }
  }

  static func run(_ call: Call, _ request: Request) throws -> Recorded<PostedMoves> {
    let lines = try request.lines.summed()
    let contents = DocumentContents.text(
      ["\(request.from)", "\(request.to)"] + request.occurredAt.documentContents, lines)
    try requireBoth(request, call)
    let scope = try call.documentScope(in: request.from)
    return try call.once("stock.transfer", request.number, scope: scope, contents: contents) {
      let occurredAt = try call.documentDate(request.occurredAt)
      let posting = try call.telling(request.lines) {
        try StockMovements.transfer(
          lines, from: request.from, to: request.to, facts: call.facts(of: request.lines),
          for: call.stockDocument(.transfer, request.number, occurredAt: occurredAt),
          on: call.database)
      }
      try call.publish(posting.events, posting.balances)
      return PostedMoves(posting.moves)
    }
  }

  /// Both warehouses must be there for the caller; those that are not are named.
  private static func requireBoth(_ request: Request, _ call: Call) throws {
    var problem = Problem(.stockWarehouseNotFound)
    var isMissing = false
    for (field, warehouse) in [
      ("from_warehouse_id", request.from), ("to_warehouse_id", request.to),
    ] where try !call.seesWarehouse(warehouse) {
      isMissing = true
      problem.add { $0.field("field", field) }
    }
    if isMissing { throw problem }
  }
}
