/// A lock that was taken.
struct LockAnswer: ObjectAnswer {
  struct Line: ObjectAnswer {
    let skuID: Int64
    let quantity: Quantity
    /// What the lock still holds of it.
    let held: Quantity
    let available: Quantity

    static let shape: [AnswerField<Line>] = [
      .id("sku_id") { $0.skuID },
      .decimal("qty") { $0.quantity },
      .decimal("held") { $0.held },
      .decimal("available") { $0.available },
    ]
  }

  let number: String
  let status: LockStatus
  let warehouseID: Int64
  let expiresAt: Instant?
  let lines: [Line]

  static let shape: [AnswerField<LockAnswer>] = [
    .text("ref_no") { $0.number },
    .choice("status") { $0.status },
    .id("warehouse_id") { $0.warehouseID },
    .optionalInstant("expires_at") { $0.expiresAt },
    .answer("lines") { $0.lines },
  ]
}

extension LockAnswer {
  /// A lock that was taken just now.
  init(_ number: String, _ expiresAt: Instant?, _ hold: StockHold) {
    let available = Dictionary(
      uniqueKeysWithValues: hold.balances.map { ($0.skuID, $0.level.available) })
    self.init(
      number: number, status: .held, warehouseID: hold.warehouseID, expiresAt: expiresAt,
      lines: hold.lines.map { line in
        Line(
          skuID: line.skuID, quantity: line.quantity, held: line.quantity,
          available: available[line.skuID] ?? .zero)
      })
  }
}

/// A line of a lock.
struct LockListItem: ObjectAnswer {
  let number: String
  let owner: String
  let lineNumber: Int64
  let skuID: Int64
  let warehouseID: Int64
  let quantity: Quantity
  let held: Quantity
  let issued: Quantity
  let status: LockStatus
  let expiresAt: Instant?
  let createdAt: Instant
  /// Whose it is; nil for one of before that belongs to whoever sees its warehouse.
  let organisationID: Int64?

  static let shape: [AnswerField<LockListItem>] = [
    .text("ref_no") { $0.number },
    .optionalID("org_id") { $0.organisationID },
    .text("owner") { $0.owner },
    .positive("line_no") { $0.lineNumber },
    .id("sku_id") { $0.skuID },
    .id("warehouse_id") { $0.warehouseID },
    .decimal("qty") { $0.quantity },
    .decimal("held") { $0.held },
    .decimal("issued") { $0.issued },
    .text("status") { $0.status.rawValue },
    .optionalInstant("expires_at") { $0.expiresAt },
    .instant("created_at") { $0.createdAt },
  ]
}

/// What a lock gave back.
struct UnlockAnswer: ObjectAnswer {
  struct Line: ObjectAnswer {
    let line: StockLine

    static let shape: [AnswerField<Line>] = [
      .id("sku_id") { $0.line.skuID },
      .decimal("qty") { $0.line.quantity },
    ]
  }

  let number: String
  let released: [StockLine]

  static let shape: [AnswerField<UnlockAnswer>] = [
    .text("ref_no") { $0.number },
    .answer("released") { $0.released.map(Line.init) },
  ]
}
