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

  /// Runs all checks, one statement each; `progress` is told each name before it
  /// runs, and may end it all.
  /// - Parameter graceSeconds: an event younger than this may still be on its way
  package static func run(
    graceSeconds: Int = 60, on database: DatabaseConnection,
    progress: (String) throws -> Void = { _ in }
  ) throws -> AuditReport {
    var results: [AuditResult] = []
    for check in checks {
      try progress(check.name)
      let findings = try check.findings(limit: findingsPerCheck, on: database)
      results.append(
        AuditResult(invariant: check.invariant, name: check.name, findings: findings))
    }
    try progress("events delivered")
    let late = try EventAdmin.undelivered(
      olderThanSeconds: graceSeconds, limit: findingsPerCheck, on: database)
    results.append(
      AuditResult(
        invariant: 8, name: "events delivered",
        findings: late.map { "event \($0.eventID) \($0.type) not done by \($0.consumer)" }))
    return AuditReport(results: results)
  }
}

/// What one check found.
package struct AuditResult: ObjectAnswer {
  package let invariant: Int
  package let name: String
  /// A readable line for each offending row; empty is good.
  package let findings: [String]

  package static let shape: [AnswerField<AuditResult>] = [
    .integer("invariant") { Int64($0.invariant) },
    .text("name") { $0.name },
    .texts("findings") { $0.findings },
  ]
}

/// What all checks found.
package struct AuditReport: ObjectAnswer {
  package let results: [AuditResult]

  /// True when nothing was found.
  package var isClean: Bool { results.allSatisfy { $0.findings.isEmpty } }

  package static let shape: [AnswerField<AuditReport>] = [
    .flag("clean") { $0.isClean },
    .answer("checks") { $0.results },
  ]
}
