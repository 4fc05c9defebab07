import MariaDBClient
import WebAPI

/// `POST /stock/warehouse/create`. The first one of an organisation is what its documents mean that
/// name none.
enum CreateWarehouse {
  struct Request: RequestBody {
    let code: String
    let name: String
    let organisationID: Int64?

    init(from fields: inout Fields) {
      code = fields.code("code", 1...40, .code)
      name = fields.text("name", 1...200)
      organisationID = fields.optionalID("org_id")
    }
  }

  private static let insertSQL = SQL(
    "stock_warehouse.insert",
    "INSERT INTO stock_warehouse (code, name, org_id) VALUES (?, ?, ?)")

  static func run(_ call: Call, _ request: Request) throws -> WarehouseAnswer {
    let organisation = try organisation(request, call)
    let id: Int64
    do throws(DatabaseError) {
      id = try call.database.execute(
        insertSQL, [.text(request.code), .text(request.name), .of(organisation)]
      ).lastInsertID
    } catch {
      guard case .duplicateKey = error.kind else { throw error }
      throw StockRefusal.warehouseDuplicate
    }
    if organisation != nil {
      try AssignmentStore.assignFirst(id, on: call.database)
      call.afterCommit { _ in AssignmentBoard.forget() }
    }
    return WarehouseAnswer(
      warehouseID: id, code: request.code, name: request.name, organisationID: organisation)
  }

  /// Only who sees every organisation makes warehouses that all of them share.
  private static func organisation(_ request: Request, _ call: Call) throws -> Int64? {
    guard let organisation = request.organisationID else {
      return call.caller.scope.limitedTo == nil ? nil : call.caller.organisationID
    }
    guard call.caller.scope.contains(organisation) else {
      throw Problem.field(
        "org_id",
        .other(english: "is not an organisation of yours", chinese: "不是您所属的组织"),
        in: call.language)
    }
    return organisation
  }
}
