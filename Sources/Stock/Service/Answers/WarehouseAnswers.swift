/// A place where goods lie.
struct WarehouseAnswer: ObjectAnswer {
  let warehouseID: Int64
  let code: String
  let name: String
  /// Nil: shared by all organisations.
  let organisationID: Int64?

  static let shape: [AnswerField<WarehouseAnswer>] = [
    .id("warehouse_id") { $0.warehouseID },
    .text("code") { $0.code },
    .text("name") { $0.name },
    .optionalID("org_id") { $0.organisationID },
  ]
}

/// The warehouse that an organisation uses for a purpose.
struct AssignedWarehouse: ObjectAnswer {
  let purpose: StockPurpose
  let warehouseID: Int64
  let code: String
  let name: String
  /// Whose assignment it is; nil: nobody's, so it is the default warehouse.
  let assignedTo: Int64?

  static let shape: [AnswerField<AssignedWarehouse>] = [
    .choice("purpose") { $0.purpose },
    .id("warehouse_id") { $0.warehouseID },
    .text("code") { $0.code },
    .text("name") { $0.name },
    .optionalID("from_org_id") { $0.assignedTo },
  ]
}
