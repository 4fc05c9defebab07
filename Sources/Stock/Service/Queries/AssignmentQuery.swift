import MariaDBClient
import UserService
import WebAPI

/// `GET /stock/warehouse/of`: the warehouses that an organisation's documents mean that name none.
enum AssignmentQuery {
  struct Filter: RequestBody {
    /// Nil: the caller's own.
    let organisationID: Int64?

    init(from fields: inout Fields) { organisationID = fields.optionalID("org_id") }
  }

  private static let namesSQL = SQL(
    "stock_warehouse.names",
    "SELECT warehouse_id, code, name FROM stock_warehouse WHERE warehouse_id IN (?, ?, ?)")

  static func run(_ call: Call, _ filter: Filter) throws -> [AssignedWarehouse] {
    let organisation = filter.organisationID ?? call.caller.organisationID
    _ = try line(of: organisation, call)
    return try answer(organisation, on: call.database)
  }

  /// An organisation of the caller's and those above it.
  static func line(of organisation: Int64, _ call: Call) throws -> [Int64] {
    guard call.caller.scope.contains(organisation),
      let line = try UserAPI.line(of: organisation, on: call.database)
    else { throw StockRefusal.organisationNotFound }
    return line
  }

  /// One for each purpose, as the tables have it now. 2 round trips.
  static func answer(
    _ organisation: Int64, on connection: DatabaseConnection
  ) throws -> [AssignedWarehouse] {
    let assigned = try AssignmentBoard.read(organisation, on: connection)
    let places = StockPurpose.allCases.map { ($0, assigned[$0] ?? .byDefault) }
    let rows = try connection.query(namesSQL, places.map { .int($1.warehouseID) }) {
      row throws(DatabaseError) in
      (id: try row.int(), code: try row.text(), name: try row.text())
    }
    return places.compactMap { purpose, place in
      rows.first { $0.id == place.warehouseID }.map {
        AssignedWarehouse(purpose: purpose, place: place, code: $0.code, name: $0.name)
      }
    }
  }
}

/// The warehouse that an organisation uses for a purpose.
struct AssignedWarehouse: ObjectAnswer {
  let purpose: StockPurpose
  let place: AssignmentBoard.Place
  let code: String
  let name: String

  static let shape: [AnswerField<AssignedWarehouse>] = [
    .choice("purpose") { $0.purpose },
    .id("warehouse_id") { $0.place.warehouseID },
    .text("code") { $0.code },
    .text("name") { $0.name },
    .optionalID("from_org_id") { $0.place.organisationID },
  ]
}
