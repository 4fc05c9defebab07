import ProductionService
import Settings
import StockService

/// The job centre's calls.
package enum JobRoutes {
  private static let read = Permission.code(
    "job.read", describedAs: "See reports and progress of work 查看报工")
  private static let report = Permission.code(
    "job.report", describedAs: "Report work on production orders 报工")
  private static let reverse = Permission.code(
    "job.reverse", describedAs: "Take reports back 撤销报工")
  private static let loss = Permission.code(
    "job.loss", describedAs: "Report lost material 上报物料损耗")
  private static let finish = Permission.code(
    "job.finish", describedAs: "End production orders before their plan is filled 提前完工")

  /// The table, in the order of the API document.
  package static func table(_ environment: CentreEnvironment) throws -> [Route] {
    let percent = environment.configuration.jobTolerancePercent
    let tolerance = try Rate(checking: Int64(percent * 100))
    return [
      .post(
        "/job/report", report, "Report work; what fills the plan completes the order 报工，报满计划即完工",
        body: ReportJobRequest.self, creates: true, ReportJob(tolerance: tolerance).run
      ).heeding(.backdating)
        .refusing(
          .operationNotFound, .productionNotFound, .documentConflict, .jobOrderCompleted,
          .jobOrderStatus, .quantityAnomaly, .materialShort, .productionQuantityOutOfRange,
          .productionStatus, .periodClosed, .stockInsufficient, .stockNotStocked,
          .stockQuantityOverflow, .stockSKUInactive),
      .post(
        "/job/reverse", reverse, "Take a report back, once 冲销一次报工", body: ReverseReportRequest.self,
        ReverseReport.run
      ).heeding(.backdating)
        .refusing(
          .operationNotFound, .reportNotFound, .productionNotFound, .documentAmbiguous,
          .documentConflict, .jobOrderCompleted, .jobOrderStatus, .quantityAnomaly, .periodClosed),
      .post(
        "/job/loss", loss, "Take material from stock in place of what was lost 补领损耗的物料",
        body: LossRequest.self, creates: true, ReportLoss.run
      ).heeding(.backdating)
        .refusing(
          .productionNotFound, .documentConflict, .jobOrderCompleted, .jobOrderStatus,
          .notItsMaterial, .productionQuantityOutOfRange, .periodClosed, .stockInsufficient,
          .stockNotStocked, .stockQuantityOverflow, .stockSKUInactive),
      .post(
        "/job/finish", finish, "Complete an order with what it has made 按已完成数量结束生产订单",
        body: FinishJobRequest.self, JobCompletion.Finish(tolerance: tolerance).run
      ).heeding(.backdating)
        .refusing(
          .productionNotFound, .jobOrderCompleted, .jobOrderStatus, .materialShort, .nothingMade,
          .productionQuantityOutOfRange, .productionStatus, .periodClosed, .stockInsufficient,
          .stockNotStocked, .stockQuantityOverflow, .stockSKUInactive),
      .get(
        "/job/{mo_id}/status", read, "How far each operation of an order has come 订单各工序的进度",
        JobQueries(tolerance: tolerance).status
      )
      .refusing(.productionNotFound),
      .get(
        "/job/report/list", read, "Reports, newest first 报工列表，新的在前", query: ReportFilter.self,
        JobQueries.reports),
    ]
  }
}
