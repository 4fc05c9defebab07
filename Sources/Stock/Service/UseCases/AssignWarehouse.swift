import Kernel
import MariaDBClient
import UserService
import WebAPI

/// `POST /stock/warehouse/assign`: which warehouse an organisation's documents mean that name none.
enum AssignWarehouse {
  struct Request: RequestBody {
    let organisationID: Int64
    let warehouseID: Int64
    let purpose: StockPurpose?

    init(from fields: inout Fields) {
      organisationID = fields.id("org_id")
      warehouseID = fields.id("warehouse_id")
      purpose = fields.choice("purpose", StockPurpose.self)
    }
  }

  /// - Throws: `organisationNotFound`; `warehouseNotFound` for a warehouse that is neither the
  ///   organisation's, nor of one above it, nor shared by all
  static func run(_ call: Call, _ request: Request) throws -> [AssignedWarehouse] {
    let line = try AssignmentQuery.line(of: request.organisationID, call)
    let owner = try WarehouseDirectory.owner(of: request.warehouseID, on: call.database)
    if let owner, !line.contains(owner) { throw StockRefusal.warehouseNotFound }
    if let purpose = request.purpose {
      try AssignmentStore.assign(
        request.warehouseID, to: request.organisationID, for: purpose, on: call.database)
    }
    call.afterCommit { _ in AssignmentBoard.forget() }
    return try AssignmentQuery.answer(request.organisationID, on: call.database)
  }
}
