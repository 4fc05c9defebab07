import EventCatalog
import MariaDBClient
import PurchaseDomain
import WebAPI

/// Decisions about an order: approved, rejected, taken back, given up.
enum PurchaseDecisions {
  /// The permission to approve what one has written oneself.
  static let selfApproval = "po.self_approve"

  /// `POST /po/approve`
  static func approve(_ call: Call, _ request: ApprovePurchaseRequest) throws -> PurchaseOrder {
    let reading = try PurchaseQueries.lock(request.orderID, for: call)
    var order = reading.order
    guard order.status == .draft else { throw PurchaseRefusal.wrongStatus(order.status) }
    if request.isApproved, order.createdBy == call.caller.userID {
      try call.requirePermission(selfApproval)
    }
    order.status = request.isApproved ? .approved : .rejected
    order.decidedBy = call.caller.userID
    order.decidedAt = reading.now
    order.decisionRemark = request.remark
    order.version.advance()
    try PurchaseStore.decide(order, on: call.database)
    if request.isApproved {
      let lines = order.lines.map {
        PurchaseLineSnapshot(
          lineNumber: $0.lineNumber, skuID: $0.skuID, quantity: $0.quantity, price: $0.price)
      }
      let event = PoApproved(order.facts, approvedBy: call.caller.userID, lines: lines)
      try call.publish([event])
    }
    return order
  }

  /// `POST /po/unapprove`
  static func unapprove(_ call: Call, _ request: PurchaseReasonRequest) throws -> PurchaseOrder {
    var order = try PurchaseQueries.lock(request.orderID, for: call).order
    guard order.status.isDecided else { throw PurchaseRefusal.wrongStatus(order.status) }
    order.status = .draft
    order.decidedBy = nil
    order.decidedAt = nil
    order.decisionRemark = request.reason
    order.version.advance()
    try PurchaseStore.decide(order, on: call.database)
    return order
  }

  /// `POST /po/close`
  static func close(_ call: Call, _ request: PurchaseReasonRequest) throws -> PurchaseOrder {
    let reading = try PurchaseQueries.lock(request.orderID, for: call)
    var order = reading.order
    guard order.status.canBeClosed else { throw PurchaseRefusal.wrongStatus(order.status) }
    order.status = .closed
    order.closedAt = reading.now
    order.closeReason = request.reason
    order.version.advance()
    try PurchaseStore.close(order, by: call.caller.userID, on: call.database)
    return order
  }
}
