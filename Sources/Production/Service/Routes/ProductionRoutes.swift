import StockService

/// The production centre's calls.
package enum ProductionRoutes {
  private static let read = Permission.code(
    "mo.read", describedAs: "Read bills of material and production orders 查看生产")
  private static let bill = Permission.code(
    "mo.bom", describedAs: "Write bills of material and routings 维护物料清单")
  private static let create = Permission.code(
    "mo.create", describedAs: "Write production orders 新建生产订单")
  private static let release = Permission.code(
    "mo.release", describedAs: "Release production orders 下达生产订单")
  private static let start = Permission.code(
    "mo.start", describedAs: "Start production orders 开工")
  private static let issue = Permission.code(
    "mo.issue", describedAs: "Issue material to orders 生产领料")
  private static let `return` = Permission.code(
    "mo.return", describedAs: "Take material back from orders 生产退料")
  private static let cancel = Permission.code(
    "mo.cancel", describedAs: "Cancel production orders 取消生产订单")

  /// The table, in the order of the API document.
  package static func table(_ environment: CentreEnvironment) throws -> [Route] {
    let creation = CreateProduction(calendar: environment.calendar)
    return bills + [
      .post(
        "/mo/create", create,
        "Write a production order; its bill and routing are frozen 新建生产订单，物料清单和工艺随之固定",
        body: CreateProductionRequest.self, creates: true, creation.run
      )
      .refusing(
        .templateNotFound, .stockSKUNotFound, .stockWarehouseNotFound, .noTemplate,
        .productionQuantityOutOfRange, .stockNotStocked, .stockSKUInactive)
    ] + orders
  }

  private static let bills: [Route] = [
    .post(
      "/mo/bom/template/create", bill,
      "Write a version of what a SKU is made of, and how 新建物料清单及工艺版本",
      body: CreateTemplateRequest.self, creates: true, CreateTemplate.run
    )
    .refusing(
      .mixedScrapRates, .templateNotFound, .stockSKUNotFound, .billCycle, .documentConflict,
      .productionQuantityOutOfRange, .stockNotStocked, .stockSKUInactive),
    .get("/mo/bom/template/{id}", read, "One version of a bill of material 单个物料清单版本") { call in
      try TemplateQueries.template(call.pathID(), on: call.database)
    }
    .refusing(.templateNotFound),
    .get(
      "/mo/bom/template/list", read, "Versions of bills of material, newest first 物料清单版本列表，新的在前",
      query: TemplateFilter.self, TemplateQueries.list),
    .get(
      "/mo/bom/explode", read, "What a quantity takes, through all levels 按数量逐层展开用料",
      query: ExplodeQuery.self, GraphQueries.explode
    )
    .refusing(.templateNotFound, .billCycle, .explosionTooLarge, .productionQuantityOutOfRange),
    .get(
      "/mo/bom", read, "The bill of material that an order works by 订单所用的物料清单",
      query: ProductionOrderRequest.self
    ) { call, query in
      FrozenBill(order: try ProductionQueries.order(query.productionID, for: call))
    }
    .refusing(.productionNotFound),
  ]

  private static let orders: [Route] = [
    .get("/mo/{mo}", read, "One production order, by id or number 单个生产订单，按 ID 或单号") { call in
      try ProductionQueries.order(call.pathCode(), for: call)
    }
    .refusing(.productionNotFound),
    .get(
      "/mo/list", read, "Production orders, newest first 生产订单列表，新的在前",
      query: ProductionFilter.self,
      ProductionQueries.list),
    .post(
      "/mo/release", release, "Release an order to the workshop 下达生产订单",
      body: ProductionOrderRequest.self, ProductionSteps.release
    )
    .refusing(.productionNotFound, .productionStatus),
    .post(
      "/mo/start", start, "Start an order: its material is issued 开工并领料",
      body: MaterialIssueRequest.self, ProductionSteps.start
    ).heeding(.backdating)
      .refusing(.productionNotFound, .documentConflict, .productionStatus, .periodClosed),
    .post(
      "/mo/issue", issue, "Issue an order's material again, after it was short 缺料后再次领料",
      body: MaterialIssueRequest.self, ProductionSteps.issue
    ).heeding(.backdating)
      .refusing(
        .productionNotFound, .materialShort, .productionStatus, .periodClosed, .stockInsufficient,
        .stockNotStocked, .stockQuantityOverflow, .stockSKUInactive),
    .post(
      "/mo/return-material", `return`, "Put material that was not used back into stock 未用物料退回仓库",
      body: ReturnMaterialRequest.self, ReturnMaterial.run
    ).heeding(.backdating)
      .refusing(
        .materialNotFound, .productionNotFound, .stockWarehouseNotFound, .documentConflict,
        .materialOverReturn, .productionQuantityOutOfRange, .productionStatus, .periodClosed,
        .stockNotStocked, .stockQuantityOverflow, .stockSKUInactive),
    .post(
      "/mo/cancel", cancel, "Cancel an order: issued material comes back 取消生产订单，退回已领物料",
      body: CancelProductionRequest.self, CancelProduction.run
    ).heeding(.backdating)
      .refusing(
        .materialNotFound, .productionNotFound, .documentConflict, .hasReports, .materialOverReturn,
        .productionQuantityOutOfRange, .productionStatus, .periodClosed, .stockNotStocked,
        .stockQuantityOverflow, .stockSKUInactive),
  ]
}
