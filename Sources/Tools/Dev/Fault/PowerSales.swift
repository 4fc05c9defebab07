import FaultKit
import Foundation
import StackKit
import Synchronization

/// Clients that sell until they are stopped, and know when they were told what.
final class PowerSales: Sendable {
  struct Fact: Sendable {
    let number: String
    let isPaid: Bool
    let at: Date
  }

  static let channel = "power"
  private static let clients = 8

  private let facts = Mutex<[Fact]>([])
  private let isStopping = Atomic<Bool>(false)
  private let done = DispatchGroup()

  init(_ faults: FaultStack, skus: [Int]) {
    for _ in 0..<Self.clients {
      done.enter()
      Thread { [self] in
        let client = faults.client()
        while !isStopping.load(ordering: .acquiring) { sell(client, skus) }
        done.leave()
      }.start()
    }
  }

  /// How much they know so far.
  var count: Int { facts.withLock { $0.count } }

  func finish() -> [Fact] {
    isStopping.store(true, ordering: .releasing)
    done.wait()
    return facts.withLock { $0 }
  }

  private func sell(_ client: APIClient, _ skus: [Int]) {
    let body = ClientFaults.order(Self.channel, [skus.randomElement() ?? 0: 1])
    guard let created = try? client.post("/order/create", body), created.status == 201,
      let number = created.string("order_no"), let payable = created.string("payable")
    else { return }
    note(number, isPaid: false)
    let payment: [String: Any] = [
      "order_no": number, "payments": [["method": "cash", "amount": payable]],
    ]
    if (try? client.post("/order/pay", payment))?.status == 200 { note(number, isPaid: true) }
  }

  private func note(_ number: String, isPaid: Bool) {
    let fact = Fact(number: number, isPaid: isPaid, at: Date())
    facts.withLock { $0.append(fact) }
  }
}
