import Settings
import StockService

/// The purchase centre's calls.
package enum PurchaseRoutes {
  private static let read = Permission.code(
    "po.read", describedAs: "Read suppliers and purchase orders 查看采购")
  private static let supplier = Permission.code(
    "po.supplier", describedAs: "Create and change suppliers 维护供应商")
  private static let create = Permission.code(
    "po.create", describedAs: "Write purchase orders 新建采购单")
  private static let approve = Permission.code(
    "po.approve", describedAs: "Approve purchase orders of others 审批采购单")
  private static let selfApprove = Permission.code(
    PurchaseDecisions.selfApproval,
    describedAs: "Approve one's own purchase orders 审批本人的采购单")
  private static let receive = Permission.code("po.receive", describedAs: "Receive goods 采购收货")
  private static let overReceive = Permission.code(
    ReceivePurchase.overReceipt, describedAs: "Receive more than was ordered 超量收货")
  private static let `return` = Permission.code(
    "po.return", describedAs: "Send goods back to suppliers 采购退货")
  private static let close = Permission.code(
    "po.close", describedAs: "Give up what is missing 关闭采购单")

  /// The table, in the order of the API document.
  package static func table(_ environment: CentreEnvironment) throws -> [Route] {
    let percent = environment.configuration.purchaseTolerancePercent
    let creation = CreatePurchase(
      calendar: environment.calendar, tolerance: try Rate(checking: Int64(percent * 100)))
    return suppliers + [
      .post(
        "/po/create", create,
        "Write a purchase order, to be approved by somebody else 新建采购订单，由他人审批",
        body: CreatePurchaseRequest.self, creates: true, creation.run
      )
      .refusing(
        .supplierNotFound, .stockSKUNotFound, .stockWarehouseNotFound, .purchaseAmountOutOfRange,
        .supplierInactive, .stockNotStocked, .stockSKUInactive)
    ] + orders
  }

  private static let suppliers: [Route] = [
    .post(
      "/po/supplier/create", supplier, "Create a supplier 新建供应商", body: CreateSupplierRequest.self,
      creates: true, Suppliers.create
    )
    .refusing(.supplierDuplicate),
    .put(
      "/po/supplier/{id}", supplier, "Change a supplier; what is absent stays 修改供应商，未给出的保持不变",
      body: UpdateSupplierRequest.self, Suppliers.update
    )
    .refusing(.supplierNotFound, .supplierDuplicate),
    .get(
      "/po/supplier/list", read, "Suppliers, newest first 供应商列表，新的在前",
      query: SupplierFilter.self,
      SupplierQueries.list),
  ]

  private static let orders: [Route] = [
    .get("/po/{po}", read, "One purchase order, by id or number 单个采购订单，按 ID 或单号") { call in
      try PurchaseQueries.order(call.pathCode(), call)
    }
    .refusing(.purchaseNotFound),
    .get(
      "/po/list", read, "Purchase orders, newest first 采购订单列表，新的在前", query: PurchaseFilter.self,
      PurchaseQueries.list),
    .post(
      "/po/approve", approve, "Approve or reject a draft 批准或驳回采购订单草稿",
      body: ApprovePurchaseRequest.self,
      PurchaseDecisions.approve
    ).heeding(selfApprove)
      .refusing(.purchaseNotFound, .purchaseStatus),
    .post(
      "/po/unapprove", approve, "Take a decision back while nothing was received 未收货前撤回审批",
      body: PurchaseReasonRequest.self, PurchaseDecisions.unapprove
    )
    .refusing(.purchaseNotFound, .purchaseStatus),
    .post(
      "/po/receive", receive, "Receive goods, all or in part, into stock 全部或部分收货入库",
      body: ReceivePurchaseRequest.self, ReceivePurchase.run
    ).heeding(overReceive).heeding(.backdating)
      .refusing(
        .purchaseLineNotFound, .purchaseNotFound, .stockSKUNotFound, .stockWarehouseNotFound,
        .documentConflict, .periodClosed, .purchaseAmountOutOfRange, .overReceipt, .purchaseStatus,
        .stockNotStocked, .stockQuantityOverflow, .stockSKUInactive),
    .post(
      "/po/return", `return`, "Send received goods back to the supplier 将已收货物退回供应商",
      body: ReturnPurchaseRequest.self, ReturnPurchase.run
    ).heeding(.backdating)
      .refusing(
        .purchaseLineNotFound, .purchaseNotFound, .receiptNotFound, .stockSKUNotFound,
        .stockWarehouseNotFound, .documentConflict, .periodClosed, .purchaseAmountOutOfRange,
        .overReturn, .purchaseStatus, .stockInsufficient, .stockNotStocked, .stockQuantityOverflow,
        .stockSKUInactive),
    .post(
      "/po/close", close, "Close an order short: the rest is not waited for 提前关闭采购订单，余量不再等待",
      body: PurchaseReasonRequest.self, PurchaseDecisions.close
    )
    .refusing(.purchaseNotFound, .purchaseStatus),
  ]
}
