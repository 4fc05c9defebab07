import Foundation
import Kernel
import StackKit
import Testing

/// Plans and makes bicycles, with what goes wrong on the way. Used by one thread.
final class BicycleWorker {
  /// An order that was completed.
  struct Made {
    let order: Int
    let product: Int
    let planned: Int
    let good: Int
    let reports: Int
    /// Pieces that were worked on, over all operations.
    let worked: Int
  }

  static let operations = [10, 20, 30]

  private let client: APIClient
  private var random: SeededGenerator
  private var reports = 0

  init(_ stack: Stack, _ token: String?, seed: UInt64) {
    client = APIClient(stack)
    client.token = token
    random = SeededGenerator(seed: seed)
  }

  /// Writes an order of a random bicycle, starts it, and reports it operation by operation.
  func make(
    _ bicycles: [(product: Int, parts: [AdventureWorksBicycles.Part])], _ skus: [Int: Int]
  ) throws -> Made {
    reports = 0
    let product = bicycles[Int.random(in: bicycles.indices, using: &random)].product
    let planned = Int.random(in: 1...20, using: &random)
    let made = try client.post(
      "/mo/create", ["sku_id": skus[product] ?? 0, "qty": planned])
    let id = try #require(made.int("mo_id"), "\(made.http.text)")
    for step in ["release", "start"] {
      let answer = try client.post("/mo/\(step)", ["mo_id": id])
      try #require(answer.status == 200, "\(answer.http.text)")
    }
    var (left, worked) = (planned, 0)
    for operation in Self.operations {
      worked += left
      left = try work(id, operation, left)
    }
    let status = try client.get("/job/\(id)/status")
    if left < planned {
      #expect(status.string("mo_status") == "started", "\(status.http.text)")
      let done = try client.post("/job/finish", ["mo_id": id])
      #expect(done.string("mo_status") == "completed", "\(done.http.text)")
    } else {
      #expect(status.string("mo_status") == "completed", "\(status.http.text)")
    }
    return Made(
      order: id, product: product, planned: planned, good: left, reports: reports, worked: worked)
  }

  /// Reports all that reaches an operation, in parts, and returns how many were good.
  private func work(_ order: Int, _ operation: Int, _ given: Int) throws -> Int {
    var (left, good) = (given, 0)
    while left > 0 {
      let part = Int.random(in: 1...left, using: &random)
      // One part in ten has something bad in it.
      let bad =
        Int.random(in: 0..<10, using: &random) == 0 ? Int.random(in: 0...part, using: &random) : 0
      let defect = bad > 0 ? Int.random(in: 0...bad, using: &random) : 0
      let body: JobWorkshop.Body = [
        "report_no": "\(order)-\(operation)-\(left)-\(JobWorkshop.name("b"))", "mo_id": order,
        "op_no": operation, "good_qty": part - bad, "defect_qty": defect,
        "scrap": ["other": bad - defect],
      ]
      let answer = try client.post("/job/report", body)
      try #require(answer.status == 201, "\(answer.http.text)")
      reports += 1
      left -= part
      good += part - bad
    }
    return good
  }
}
