/// `POST /stock/in`: goods come in.
///
/// For one line: begin, claim, facts, lock rows, change, draw and read the number, insert the
/// move, outbox, complete the claim, audit, commit: 12 round trips. A SKU's first receipt adds 2.
enum ReceiveStock {
  static func run(_ call: Call, _ request: ReceiveStockRequest) throws -> Recorded<PostedMoves> {
    if request.type == .production || request.type == .return {
      try ReservedNumbers.refuse(request.number)
    }
    let lines = try request.lines.summed()
    let document = GoodsDocument(
      kind: "stock.in.\(request.type.rawValue)", number: request.number,
      type: request.type, direction: .in, occurredAt: request.occurredAt
    ) { DocumentContents.goods(["\($0)"] + request.occurredAt.documentContents, lines) }
    let warehouse = try call.warehouse(request.warehouseID, for: .receipt, of: document)
    return try call.post(document, in: warehouse) { date in
      try StockAPI.receive(
        lines, warehouse: warehouse, facts: call.facts(of: request.lines),
        for: call.stockDocument(document.type, document.number, occurredAt: date),
        on: call.database)
    }
  }
}

/// `POST /stock/count`: the books shall say what was counted; differences are posted as moves.
enum CountStock {
  static func run(_ call: Call, _ request: CountStockRequest) throws -> Recorded<PostedMoves> {
    let lines = try request.lines.summed()
    let document = GoodsDocument(
      kind: "stock.count", number: request.number, type: .count, direction: .count,
      occurredAt: request.occurredAt
    ) { DocumentContents.goods(["\($0)"] + request.occurredAt.documentContents, lines) }
    let warehouse = try call.warehouse(request.warehouseID, for: .receipt, of: document)
    return try call.post(document, in: warehouse) { date in
      try StockMovements.count(
        lines, warehouse: warehouse, facts: call.facts(of: request.lines),
        for: call.stockDocument(.count, document.number, occurredAt: date), on: call.database)
    }
  }
}

/// `POST /stock/transfer`: goods go from one warehouse to another, both sides in one transaction.
enum TransferStock {
  static func run(_ call: Call, _ request: TransferStockRequest) throws -> Recorded<PostedMoves> {
    let lines = try request.lines.summed()
    let document = GoodsDocument(
      kind: "stock.transfer", number: request.number, type: .transfer, direction: .transfer,
      occurredAt: request.occurredAt
    ) { from in
      DocumentContents.goods(
        ["\(from)", "\(request.to)"] + request.occurredAt.documentContents, lines)
    }
    try requireBoth(request, call)
    return try call.post(document, in: request.from) { date in
      try call.telling(request.lines) {
        try StockMovements.transfer(
          lines, from: request.from, to: request.to, facts: call.facts(of: request.lines),
          for: call.stockDocument(.transfer, document.number, occurredAt: date),
          on: call.database)
      }
    }
  }

  /// Both warehouses must be there for the caller; those that are not are named.
  private static func requireBoth(_ request: TransferStockRequest, _ call: Call) throws {
    var problem = Problem(.stockWarehouseNotFound)
    for (field, warehouse) in [
      ("from_warehouse_id", request.from), ("to_warehouse_id", request.to),
    ] where try !call.seesWarehouse(warehouse) {
      problem.add { $0.field("field", field) }
    }
    if !problem.details.isEmpty { throw problem }
  }
}
