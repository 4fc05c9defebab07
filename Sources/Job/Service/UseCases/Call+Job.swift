import EventCatalog
import EventModel
import EventStream
import JobDomain
import MariaDBClient
import ProductionService
import WebAPI

/// What the writing calls of the job centre do alike.
extension Call {
  /// The program in the events' `source`.
  static let jobSource = "erp-job"

  /// Writes the events. 1 round trip.
  func publish(_ events: [any EventPayload]) throws(DatabaseError) {
    try Outbox.append(
      events, source: Self.jobSource, requestID: requestID, on: database)
  }
}

extension ProductionOrder {
  /// Refuses unless work may be reported.
  func requireStarted() throws(JobRefusal) {
    if isCompleted { throw .orderCompleted }
    if !isStarted { throw .wrongStatus(statusCode) }
  }

  /// The order as the events of its work tell it.
  var jobFacts: JobOrderSnapshot {
    JobOrderSnapshot(productionID: productionID, number: productionNumber, skuID: skuID)
  }

  /// Where an operation is done, if its routing says.
  func workCenter(of opNo: Int) -> String? {
    operations.first { $0.opNo == opNo }?.workCenter
  }
}

extension WorkOutput {
  /// Scrap as events tell it.
  var scrapFacts: ScrapSnapshot {
    ScrapSnapshot(labor: laborScrap, material: materialScrap, other: otherScrap)
  }

  /// What came out, as the production centre counts it.
  func work(of opNo: Int) -> ReportedWork {
    ReportedWork(opNo: opNo, good: good, defect: defect, scrap: scrapFacts)
  }

  /// What came out as events tell it.
  var facts: JobOutputSnapshot { JobOutputSnapshot(good: good, defect: defect, scrap: scrapFacts) }
}
