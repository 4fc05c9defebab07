import Foundation
import StackKit
import Testing

/// Aim: work on an order, and what it did, is its own organisation's business.
@Suite struct JobScopeTests {
  let shop: JobWorkshop

  init() throws { shop = try JobWorkshop() }

  /// Somebody who plans and works in another factory.
  private func stranger() throws -> APIClient {
    try Workshop(shop.stack, token: shop.client.token).stranger(["planner", "worker"]).client
  }

  @Test func anotherFactoryIsNotToldOfAReversal() throws {
    let other = try stranger()
    let number = JobWorkshop.name("own")
    #expect(try shop.report(try shop.started("10"), "1", number: number).status == 201)
    for isFirst in [true, false] {
      let answer = try other.post("/job/reverse", ["report_no": number])
      #expect(answer.status == 404, "\(answer.http.text)")
      #expect(answer.error == "job.report_not_found", "\(answer.http.text)")
      if isFirst { #expect(try shop.reverse(number).status == 200) }
    }
  }

  /// Not even by sending the same words.
  @Test func anotherFactoryIsNotToldOfReportsAndLosses() throws {
    let other = try stranger()
    let order = try shop.started("10")
    try shop.waitUntilIssued(order.id)
    let calls: [(String, JobWorkshop.Body)] = [
      ("/job/report", JobWorkshop.report(order, JobWorkshop.name("own"), "1")),
      (
        "/job/loss",
        [
          "loss_no": JobWorkshop.name("own"), "mo_id": order.id, "sku_id": order.materials[0],
          "qty": "1", "reason": "r",
        ]
      ),
    ]
    for (path, body) in calls {
      for isFirst in [true, false] {
        let answer = try other.post(path, body)
        #expect(answer.status == 404 && answer.error == "mo.not_found", "\(answer.http.text)")
        if isFirst { #expect(try shop.client.post(path, body).status == 201) }
      }
    }
  }
}
