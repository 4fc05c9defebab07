/// The cost centre's calls.
package enum CostRoutes {
  private static let read = Permission.code(
    "cost.read", describedAs: "Read costs, their history and cost sheets 查看成本")
  private static let calculate = Permission.code(
    "cost.calculate", describedAs: "Work costs out again from the ledger 重算成本")
  private static let adjust = Permission.code(
    "cost.adjust", describedAs: "Correct the price of goods that came 调整成本")
  private static let rate = Permission.code(
    "cost.rate", describedAs: "Set what an hour of a work center costs 维护工时费率")

  private static let period = Permission.code(
    "cost.period", describedAs: "Close and reopen accounting periods 会计期间关账")

  /// The table, in the order of the API document.
  package static func table(_ environment: CentreEnvironment) throws -> [Route] {
    let periods = Periods(calendar: environment.calendar)
    return costs + [
      .post(
        "/cost/period/close", period,
        "Close an accounting period: no move is dated in it any more 关闭会计期间：此后不得在其中记账",
        body: PeriodRequest.self, periods.close
      )
      .refusing(.periodNotBegun),
      .post(
        "/cost/period/reopen", period, "Open a closed accounting period again 重新打开已关闭的会计期间",
        body: PeriodRequest.self, periods.reopen
      )
      .refusing(.periodNotClosed),
      .get(
        "/cost/period/list", read, "Closed accounting periods, newest first 已关闭的会计期间，新的在前",
        periods.list),
    ]
  }

  private static let costs: [Route] = [
    .get("/cost/{sku_id}", read, "What a SKU is worth 单个 SKU 的价值", CostQueries.cost)
      .refusing(.costSKUNotFound),
    .get(
      "/cost/list", read, "What all SKUs are worth 全部 SKU 的价值", query: CostFilter.self,
      CostQueries.list),
    .get(
      "/cost/{sku_id}/history", read,
      "Everything that happened to a SKU's value, oldest first 单个 SKU 价值的全部变动，旧的在前",
      query: HistoryQuery.self, CostQueries.history
    )
    .refusing(.costSKUNotFound),
    .get(
      "/cost/sheet/{mo_id}", read, "What a completed production order cost 已完工生产订单的成本单",
      CostQueries.sheet
    )
    .refusing(.costSheetNotFound),
    .asking(
      "/cost/calculate", calculate,
      "Work costs out again and compare; nothing changes 重算成本并比对，不作更改",
      body: CalculateRequest.self, CalculateCost.run
    )
    .refusing(.costSheetNotFound, .costSKUNotFound),
    .post(
      "/cost/rate/set", rate,
      "Set what an hour of a work center, or of all others, costs 设置某个或其余全部工作中心的每小时费用",
      body: RateRequest.self, Rates.set
    )
    .refusing(.periodClosed),
    .get(
      "/cost/rate/list", read, "What an hour of each work center costs 各工作中心的每小时费用", Rates.list),
    .post(
      "/cost/adjust", adjust, "Correct the price of goods that came earlier 更正先前入库货物的价格",
      body: AdjustRequest.self, creates: true, AdjustCost.run
    )
    .refusing(
      .costReceiptNotFound, .costOutOfRange, .costReceiptReturned, .documentAmbiguous,
      .documentConflict, .periodClosed),
  ]
}
