import CostService
import EventStream
import ItemService
import JobService
import MemberService
import OrderService
import PosService
import ProductionService
import PromoService
import PurchaseService
import StockService
import UserService

/// Checks the invariants of the contract against the tables, now.
package enum AuditSuite {
  /// What one check reports at most; more would help nobody.
  private static let findingsPerCheck = 20

  /// Every check of every centre.
  package static var checks: [AuditCheck] {
    UserAudit.checks + ItemAudit.checks + StockAudit.checks + MemberAudit.checks
      + PromoAudit.checks + OrderAudit.checks + PosAudit.checks + PurchaseAudit.checks
      + ProductionAudit.checks + JobAudit.checks + CrossCentreAudit.checks
      + CrossCentreAudit.purchases + CrossCentreAudit.production + CrossCentreAudit.jobs
      + CostAudit.checks + CrossCentreAudit.costs + CrossCentreAudit.warehouses
  }

  /// What comes right by itself once events arrive again: while Redis is away they do not.
  private static let fedByEvents: Set = [
    "paid orders' goods left exactly once", "each stock move is valued once, and nothing else is",
    "events delivered",
  ]

  /// Runs all checks, one statement each; `progress` is told each name before it
  /// runs, and may end it all; `finished` gets each result as it is there.
  /// - Parameters:
  ///   - graceSeconds: an event younger than this may still be on its way
  ///   - isRedisAway: so that events wait
  package static func run(
    graceSeconds: Int = 60, isRedisAway: Bool = false, on database: DatabaseConnection,
    progress: (String) throws -> Void = { _ in }, finished: (AuditResult) -> Void = { _ in }
  ) throws -> AuditReport {
    var results: [AuditResult] = []
    func add(_ invariant: Int, _ name: String, _ findings: [String]) {
      let waits = isRedisAway && !findings.isEmpty && fedByEvents.contains(name)
      let result = AuditResult(invariant: invariant, name: name, findings: findings, waits: waits)
      results.append(result)
      finished(result)
    }
    for check in checks {
      try progress(check.name)
      let findings = try check.findings(limit: findingsPerCheck, on: database)
      add(check.invariant, check.name, findings)
    }
    try progress("events delivered")
    let late = try EventAdmin.undelivered(
      olderThanSeconds: graceSeconds, limit: findingsPerCheck, on: database)
    add(
      8, "events delivered",
      late.map { "event \($0.eventID) \($0.type) not done by \($0.consumer)" })
    return AuditReport(results: results)
  }
}

/// What one check found.
package struct AuditResult: ObjectAnswer {
  package let invariant: Int
  package let name: String
  /// A readable line for each offending row; empty is good.
  package let findings: [String]
  /// What was found comes right by itself once Redis is back.
  package let waits: Bool

  package static let shape: [AnswerField<AuditResult>] = [
    .integer("invariant") { Int64($0.invariant) },
    .text("name") { $0.name },
    .texts("findings") { $0.findings },
    .flag("waits") { $0.waits },
  ]
}

/// What all checks found.
package struct AuditReport: ObjectAnswer {
  package let results: [AuditResult]

  /// True when nothing was found.
  package var isClean: Bool { results.allSatisfy { $0.findings.isEmpty } }
  /// True when what was found only waits for Redis.
  package var isSound: Bool { results.allSatisfy { $0.findings.isEmpty || $0.waits } }

  package static let shape: [AnswerField<AuditReport>] = [
    .flag("clean") { $0.isClean },
    .answer("checks") { $0.results },
  ]
}
