/// Decisions about an order: approved, rejected, taken back, given up.
enum PurchaseDecisions {
  /// The permission to approve what one has written oneself.
  static let selfApproval = "po.self_approve"

  /// `POST /po/approve`
  static func approve(_ call: Call, _ request: ApprovePurchaseRequest) throws -> PurchaseOrder {
    let reading = try PurchaseQueries.forUpdate(request.orderID, for: call)
    var order = reading.order
    try order.decide(
      isApproved: request.isApproved, by: call.caller.userID, at: reading.now,
      remark: request.remark)
    if request.isApproved, order.createdBy == call.caller.userID {
      try call.requirePermission(selfApproval)
    }
    try PurchaseStore.decide(order, on: call.database)
    if request.isApproved { try call.publish([order.approved(by: call.caller.userID)]) }
    return order
  }

  /// `POST /po/unapprove`
  static func unapprove(_ call: Call, _ request: PurchaseReasonRequest) throws -> PurchaseOrder {
    var order = try PurchaseQueries.forUpdate(request.orderID, for: call).order
    try order.unapprove(reason: request.reason)
    try PurchaseStore.decide(order, on: call.database)
    return order
  }

  /// `POST /po/close`
  static func close(_ call: Call, _ request: PurchaseReasonRequest) throws -> PurchaseOrder {
    let reading = try PurchaseQueries.forUpdate(request.orderID, for: call)
    var order = reading.order
    try order.close(at: reading.now, reason: request.reason)
    try PurchaseStore.close(order, by: call.caller.userID, on: call.database)
    return order
  }
}
