import ProductionDomain
import ProductionService

extension ProductionOrder {
  /// Work on it was reported.
  /// - Parameters:
  ///   - output: negative where a report is taken back
  ///   - reverses: the number of that report
  func reported(
    _ output: WorkOutput, on opNo: Int, as report: (id: Int64, number: String),
    by workerID: Int64, completed: Quantity, reverses: String? = nil, at date: Instant?
  ) -> JobReported {
    JobReported(
      JobOrderSnapshot(productionID: id, number: number, skuID: skuID), reportID: report.id,
      reportNumber: report.number, opNo: opNo,
      workCenter: operations.first { $0.opNo == opNo }?.workCenter, workerID: workerID,
      output: JobOutputSnapshot(good: output.good, defect: output.defect, scrap: output.scrapInfo),
      orderStatus: status.rawValue, completed: completed, reverses: reverses, occurredAt: date)
  }
}

extension WorkOutput {
  /// Scrap as events tell it.
  var scrapInfo: ScrapSnapshot {
    ScrapSnapshot(labor: laborScrap, material: materialScrap, other: otherScrap)
  }

  /// What came out, as the production centre counts it.
  func work(of opNo: Int) -> ReportedWork {
    ReportedWork(opNo: opNo, good: good, defect: defect, scrap: scrapInfo)
  }
}
