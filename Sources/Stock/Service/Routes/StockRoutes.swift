/// The stock centre's calls.
package enum StockRoutes {
  private static let read = Permission.code(
    "stock.read", describedAs: "See stock, moves, locks and warehouses 查看库存、流水、锁定和仓库")

  /// Every route under `/stock`.
  package static func table(_ environment: CentreEnvironment) -> [Route] {
    writes + reads
  }

  private static let writes: [Route] = [
    .post(
      "/stock/warehouse/create",
      .code("stock.warehouse_create", describedAs: "Create warehouses 新建仓库"),
      "Create a warehouse 新建仓库", body: CreateWarehouseRequest.self, creates: true,
      CreateWarehouse.run
    )
    .refusing(.stockWarehouseDuplicate),
    .post(
      "/stock/warehouse/assign",
      .code(
        "stock.warehouse_assign",
        describedAs: "Say which warehouse an organisation uses 指定组织使用的仓库"),
      "Say which warehouse an organisation's documents mean that name none 指定组织的单据未写明时使用的仓库",
      body: AssignWarehouseRequest.self, AssignWarehouse.run
    )
    .refusing(.stockOrganisationNotFound, .stockWarehouseNotFound),
    .post(
      "/stock/in", .code("stock.in", describedAs: "Take goods in 入库"), "Take goods in 入库",
      body: ReceiveStockRequest.self, creates: true, ReceiveStock.run
    ).heeding(.backdating)
      .refusing(
        .stockSKUNotFound, .stockWarehouseNotFound, .documentConflict, .periodClosed,
        .stockNotStocked, .stockQuantityOverflow, .stockSKUInactive),
    .post(
      "/stock/out", .code("stock.out", describedAs: "Take goods out 出库"),
      "Take goods out, all lines or none 出库，全部成功或全部不做", body: IssueStockRequest.self,
      creates: true, IssueStock.run
    ).heeding(.backdating)
      .refusing(
        .stockLockNotFound, .stockSKUNotFound, .stockWarehouseNotFound, .documentAmbiguous,
        .documentConflict, .periodClosed, .stockInsufficient, .stockLockExpired, .stockLockOwned,
        .stockNotStocked, .stockOverReturn, .stockQuantityOverflow, .stockReceiptNotFound,
        .stockSKUInactive),
    .post(
      "/stock/lock", .code("stock.lock", describedAs: "Lock goods 锁定库存"),
      "Lock goods for a while, all lines or none 限时锁定库存，全部成功或全部不做", body: LockStockRequest.self,
      creates: true, LockStock.run
    )
    .refusing(
      .stockSKUNotFound, .stockWarehouseNotFound, .documentConflict, .stockInsufficient,
      .stockNotStocked, .stockQuantityOverflow, .stockSKUInactive),
    .post(
      "/stock/unlock", .code("stock.unlock", describedAs: "Release locked goods 释放锁定"),
      "Release what a lock holds 释放锁定的库存", body: UnlockStockRequest.self, UnlockStock.run
    )
    .refusing(
      .stockLockNotFound, .stockSKUNotFound, .stockWarehouseNotFound, .documentAmbiguous,
      .documentConflict, .stockLockOwned, .stockQuantityOverflow),
    .post(
      "/stock/transfer", .code("stock.transfer", describedAs: "Move goods between warehouses 调拨"),
      "Move goods from one warehouse to another 仓库间调拨", body: TransferStockRequest.self,
      creates: true, TransferStock.run
    ).heeding(.backdating)
      .refusing(
        .stockSKUNotFound, .stockWarehouseNotFound, .documentConflict, .periodClosed,
        .stockInsufficient, .stockNotStocked, .stockQuantityOverflow, .stockSKUInactive),
    .post(
      "/stock/count", .code("stock.count", describedAs: "Post stock counts 盘点"),
      "Post a count; differences become moves 提交盘点，差异记为流水", body: CountStockRequest.self,
      creates: true, CountStock.run
    ).heeding(.backdating)
      .refusing(
        .stockSKUNotFound, .stockWarehouseNotFound, .documentConflict, .periodClosed,
        .stockCountedBelowLocked, .stockNotStocked, .stockQuantityOverflow, .stockSKUInactive),
  ]

  private static let reads: [Route] = [
    .get(
      "/stock/warehouse/list", read, "List warehouses 仓库列表", query: WarehouseFilter.self,
      WarehouseList.run),
    .get(
      "/stock/warehouse/of", read,
      "The warehouses that an organisation's documents mean that name none 组织的单据未写明时使用的仓库",
      query: AssignmentFilter.self, AssignmentQuery.run
    )
    .refusing(.stockOrganisationNotFound),
    .get(
      "/stock/list", read, "List stock, or what is below its safety stock 库存列表，或低于安全库存的商品",
      query: StockFilter.self, StockList.run
    )
    .refusing(.stockWarehouseNotFound),
    .get(
      "/stock/move/list", read,
      "Read the ledger of moves; to follow it without a gap, a SKU at a time by its seq "
        + "库存流水，按 SKU 的序号可无遗漏地跟读",
      query: LedgerFilter.self, LedgerQuery.run
    )
    .refusing(.stockWarehouseNotFound),
    .get(
      "/stock/lock/list", read, "List the lines of locks 锁定明细列表", query: LockFilter.self,
      LockList.run
    )
    .refusing(.stockWarehouseNotFound),
    .get(
      "/stock/{sku_id}", read, "Stock of one SKU, in all and by warehouse 单个 SKU 的库存，合计与按仓库",
      query: LevelFilter.self, LevelQuery.run
    )
    .refusing(.stockSKUNotFound, .stockWarehouseNotFound),
  ]
}
