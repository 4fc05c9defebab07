import MariaDBClient
import PosDomain
import WebAPI

/// `GET /pos/status`: where a device stands.
enum DeviceStatus {
  static func run(_ call: Call, _ query: StatusQuery) throws -> StatusAnswer {
    let device = try call.device(query.deviceID)
    func list(_ status: SyncedSaleStatus) throws(DatabaseError) -> [SyncedSaleAnswer] {
      try ReceiptLists.receipts(status, of: device.deviceID, on: call.database)
        .map { SyncedSaleAnswer($0, owner: nil, call.language) }
    }
    return StatusAnswer(
      device: device, missing: try ReceiptLists.missing(device, on: call.database),
      applied: try ReceiptLists.count(.applied, of: device.deviceID, on: call.database),
      waiting: try ReceiptLists.count(.waiting, of: device.deviceID, on: call.database),
      failed: try list(.failed), skipped: try list(.skipped))
  }
}
