import UserService

/// `POST /stock/warehouse/create`. The first one of an organisation is what its documents mean that
/// name none.
enum CreateWarehouse {
  static func run(_ call: Call, _ request: CreateWarehouseRequest) throws -> WarehouseAnswer {
    let organisationID = try owner(request, call)
    let id = try WarehouseStore.insert(
      code: request.code, name: request.name, organisationID: organisationID, on: call.database)
    call.object = "warehouse:\(id)"
    if organisationID != nil {
      try WarehouseStore.assignFirst(id, on: call.database)
      call.afterCommit { _ in AssignmentBoard.forget() }
    }
    return WarehouseAnswer(
      warehouseID: id, code: request.code, name: request.name, organisationID: organisationID)
  }

  /// Only who sees every organisation makes warehouses that all of them share.
  private static func owner(_ request: CreateWarehouseRequest, _ call: Call) throws -> Int64? {
    guard let organisationID = request.organisationID else {
      return call.caller.scope.limitedTo == nil ? nil : call.caller.organisationID
    }
    guard call.caller.scope.contains(organisationID) else {
      throw Problem.field(
        "org_id", .other(english: "is not an organisation of yours", chinese: "不是您所属的组织"),
        in: call.language)
    }
    return organisationID
  }
}

/// `POST /stock/warehouse/assign`: which warehouse an organisation's documents mean that name none.
enum AssignWarehouse {
  /// - Throws: `organisationNotFound`; `warehouseNotFound` for a warehouse that is neither the
  ///   organisation's, nor of one above it, nor shared by all
  static func run(_ call: Call, _ request: AssignWarehouseRequest) throws -> [AssignedWarehouse] {
    let line = try AssignmentQuery.line(of: request.organisationID, call)
    let owner = try WarehouseDirectory.owner(of: request.warehouseID, on: call.database)
    if let owner, !line.contains(owner) { throw StockRefusal.warehouseNotFound }
    if let purpose = request.purpose {
      try WarehouseStore.assign(
        request.warehouseID, to: request.organisationID, for: purpose, on: call.database)
    }
    call.object = "org:\(request.organisationID)"
    call.afterCommit { _ in AssignmentBoard.forget() }
    return try AssignmentQuery.answer(request.organisationID, on: call.database)
  }
}
