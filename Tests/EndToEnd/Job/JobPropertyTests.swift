import Foundation
import Kernel
import StackKit
import Testing

/// Aim: property 15 with eight terminals at once: no crowd reports what cannot be, whatever it
/// reports that can be is taken, and a report that is scanned twice is one.
@Suite struct JobPropertyTests {
  private static let terminals = 8
  let shop: JobWorkshop

  init() throws { shop = try JobWorkshop() }

  private static func client(_ stack: Stack, _ token: String?) -> APIClient {
    let client = APIClient(stack)
    client.token = token
    return client
  }

  /// Every terminal reports one piece until it is told that there are no more.
  @Test(arguments: 0..<5) func eightTerminalsReportOneOperation(seed: UInt64) throws {
    let order = try shop.started("40")
    let (stack, token) = (shop.stack, shop.client.token)
    let outcomes = try Crowd.run(Self.terminals) { terminal in
      var random = SeededGenerator(seed: seed &* 100 &+ UInt64(terminal))
      let client = Self.client(stack, token)
      var accepted = (good: 0, completions: 0)
      for _ in 0..<12 {
        let good = Int.random(in: 1...2, using: &random)
        let body = JobWorkshop.report(order, JobWorkshop.name("crowd"), "\(good)")
        let answer = try client.post("/job/report", body)
        if answer.status == 201 {
          accepted.good += good
          if answer.string("mo_status") == "completed" { accepted.completions += 1 }
        } else {
          #expect(answer.error == "job.quantity_anomaly", "\(answer.http.text)")
        }
      }
      return accepted
    }
    // 96 reports of at least one piece fill the plan exactly: single pieces come to the end.
    #expect(outcomes.map(\.good).reduce(0, +) == 40, "seed \(seed)")
    #expect(outcomes.map(\.completions).reduce(0, +) == 1, "seed \(seed)")
    #expect(try shop.onHand(order.product) == 40)
    #expect(try shop.findings(order).isEmpty)
  }

  @Test(arguments: 0..<3) func oneReportFromEightTerminalsIsOne(seed: UInt64) throws {
    let order = try shop.started("10", operations: [10, 20])
    let number = JobWorkshop.name("scan")
    let (stack, token) = (shop.stack, shop.client.token)
    let answers = try Crowd.run(Self.terminals) { terminal in
      let client = Self.client(stack, token)
      return try (0..<3).map { attempt in
        try client.post(
          "/job/report", JobWorkshop.report(order, number, "7", op: 10, defect: "1"),
          key: attempt == 0 ? nil : "\(number)-\(terminal)-\(attempt)")
      }
    }.flatMap { $0 }
    #expect(answers.allSatisfy { $0.status == 201 }, "\(answers.map(\.http.text))")
    #expect(Set(answers.map { $0.int("report_id") ?? 0 }).count == 1)
    #expect(try shop.status(order).string("operations.0.good") == "7.0000")
    #expect(try shop.events("JobReported", order) == 1)
    let other = try shop.report(order, "6", op: 10, defect: "1", number: number)
    #expect(other.status == 409 && other.error == "document.conflict", "\(other.http.text)")
  }

  /// A report is taken back while the next operation reports what it has made: one of them wins,
  /// and the next never has worked on more than there is.
  @Test(arguments: 0..<8) func reversalAgainstTheNextOperation(seed: UInt64) throws {
    let order = try shop.started("10", operations: [10, 20])
    let number = JobWorkshop.name("race")
    #expect(try shop.report(order, "6", op: 10, number: number).status == 201)
    let (stack, token) = (shop.stack, shop.client.token)
    let answers = try Crowd.run(Self.terminals) { terminal in
      let client = Self.client(stack, token)
      if terminal % 2 == 0 { return try client.post("/job/reverse", ["report_no": number]) }
      let body = JobWorkshop.report(order, JobWorkshop.name("next"), "1", op: 20)
      return try client.post("/job/report", body)
    }
    let reversals = answers.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    let reports = answers.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    let isReversed = reversals.contains { $0.status == 200 }
    let reported = reports.count { $0.status == 201 }
    // All four reversals are the same document: none of them undoes it a second time.
    #expect(isReversed == (reported == 0), "seed \(seed): \(answers.map(\.http.text))")
    if !isReversed { #expect(reported == 4) }
    for answer in answers where answer.status >= 400 {
      #expect(answer.error == "job.quantity_anomaly", "\(answer.http.text)")
    }
    let status = try shop.status(order)
    #expect(status.string("operations.0.good") == (isReversed ? "0.0000" : "6.0000"))
    #expect(status.string("operations.1.good") == "\(reported).0000")
    #expect(try shop.findings(order).isEmpty)
  }
}
