import EventCatalog
import Kernel
import PurchaseDomain

/// A purchase order as it stands in the database.
struct PurchaseOrder: Sendable {
  var orderID: Int64
  let number: String
  let supplierID: Int64
  let warehouseID: Int64
  /// Whose document it is: the organisation of who wrote it.
  let organisationID: Int64
  var status: PurchaseStatus
  let total: Money
  let tolerance: Rate
  let expectedAt: Instant?
  let remark: String?
  let createdBy: Int64
  let createdAt: Instant
  var decidedBy: Int64?
  var decidedAt: Instant?
  var decisionRemark: String?
  var closedAt: Instant?
  var closeReason: String?
  var version: Int64 = 1
  var lines: [PurchaseLine] = []

  /// The order as its events tell it.
  var facts: PurchaseSnapshot {
    PurchaseSnapshot(
      purchaseID: orderID, number: number, supplierID: supplierID, warehouseID: warehouseID,
      total: total)
  }
}
