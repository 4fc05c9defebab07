import Foundation
import Kernel
import StackKit
import Synchronization

/// Clients that order, pay, cancel, lock and unlock until told to stop; each ends what it began.
package final class MixedLoad: Sendable {
  package enum Mix: Sendable {
    /// Orders that are paid, cancelled or left; locks that are released or left.
    case everything
    case createsOnly
  }

  package static let opening = 100_000

  private struct State {
    var ledger: LoadLedger
    var running = 0
  }

  private let stack: FaultStack
  private let seed: UInt64
  private let mix: Mix
  private let patience: Double
  private let skus: [Int]
  private let channel: String
  /// The clients sell for two stores: each has a row of its own that counts its orders.
  private let stores: [Int]
  private let isStopping = Atomic<Bool>(false)
  private let done = DispatchGroup()
  private let total: Mutex<LoadLedger>

  /// Makes goods of its own, so that the books of two loads never mix, and starts.
  /// - Parameter patience: seconds until a client gives a call up
  package init(
    _ stack: FaultStack, seed: UInt64, clients: Int = 8, mix: Mix = .everything,
    patience: Double = PersistentClient.standardPatience
  ) throws {
    self.stack = stack
    self.seed = seed
    self.mix = mix
    self.patience = patience
    channel = stack.newChannel()
    skus = try stack.newGoods(4, quantity: Self.opening)
    stores = [1, try stack.newStore()]
    total = Mutex(LoadLedger(channel: channel, skus: skus, opening: Self.opening))
    for index in 0..<clients {
      done.enter()
      Thread { [self] in
        run(UInt64(index))
        done.leave()
      }.start()
    }
  }

  /// Lets every client finish, and returns what they were told.
  package func finish() -> LoadLedger {
    isStopping.store(true, ordering: .releasing)
    done.wait()
    return total.withLock { $0 }
  }

  private func run(_ index: UInt64) {
    let client = PersistentClient(
      stack, prefix: "\(channel)-\(index)", seed: seed &* 1000 &+ index, patience: patience)
    var shopper = Shopper(
      client: client, mix: mix, store: stores[Int(index) % stores.count],
      random: SeededGenerator(seed: seed &* 100 &+ index),
      ledger: LoadLedger(channel: channel, skus: skus, opening: Self.opening))
    while !isStopping.load(ordering: .acquiring) {
      do {
        try shopper.step()
      } catch {
        shopper.ledger.faults.append("\(error)")
      }
    }
    shopper.ledger.log = client.log
    total.withLock { $0.add(shopper.ledger) }
  }
}

/// One client's habits, drawn from a seed.
private struct Shopper {
  let client: PersistentClient
  let mix: MixedLoad.Mix
  let store: Int
  var random: SeededGenerator
  var ledger: LoadLedger
  private var locks = 0

  init(
    client: PersistentClient, mix: MixedLoad.Mix, store: Int, random: SeededGenerator,
    ledger: LoadLedger
  ) {
    self.client = client
    self.mix = mix
    self.store = store
    self.random = random
    self.ledger = ledger
  }

  private struct Unexpected: Error, CustomStringConvertible {
    let description: String

    init(_ what: String, _ answer: APIAnswer) {
      description = "\(what): \(answer.status) \(answer.http.text)"
    }
  }

  mutating func step() throws {
    if mix == .createsOnly {
      _ = try create()
      return
    }
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<6: try pay(try create())
    case 6..<8: try cancel(try create())
    case 8: _ = try create()
    default: try lock()
    }
  }

  private mutating func lines() -> [Int: Int] {
    var lines: [Int: Int] = [:]
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      let sku = ledger.skus[Int.random(in: 0..<ledger.skus.count, using: &random)]
      lines[sku] = Int.random(in: 1...3, using: &random)
    }
    return lines
  }

  /// Returns the order's place in the ledger and what is to be paid.
  private mutating func create() throws -> (Int, String) {
    let lines = lines()
    let answer = try client.post(
      "/order/create",
      ["channel": ledger.channel, "store_id": store, "lines": FaultStack.lines(lines)])
    guard answer.status == 201, let number = answer.string("order_no"),
      let payable = answer.string("payable")
    else { throw Unexpected("create", answer) }
    ledger.orders.append(LoadLedger.Order(number: number, lines: lines, status: "created"))
    return (ledger.orders.count - 1, payable)
  }

  private mutating func pay(_ order: (index: Int, payable: String)) throws {
    let answer = try client.post(
      "/order/pay",
      [
        "order_no": ledger.orders[order.index].number,
        "payments": [["method": "cash", "amount": order.payable]],
      ])
    guard answer.status == 200, answer.string("status") == "paid" else {
      throw Unexpected("pay", answer)
    }
    ledger.orders[order.index].status = "paid"
  }

  private mutating func cancel(_ order: (index: Int, payable: String)) throws {
    let answer = try client.post(
      "/order/cancel", ["order_no": ledger.orders[order.index].number])
    guard answer.status == 200, answer.string("status") == "cancelled" else {
      throw Unexpected("cancel", answer)
    }
    ledger.orders[order.index].status = "cancelled"
  }

  private mutating func lock() throws {
    let lines = lines()
    locks += 1
    let number = "\(ledger.channel)-\(client.log.calls)-\(store)-\(locks)-\(random.next())"
    let answer = try client.post(
      "/stock/lock",
      ["ref_no": number, "ttl_seconds": 0, "lines": FaultStack.lines(lines)])
    guard answer.status == 201 else { throw Unexpected("lock", answer) }
    if Int.random(in: 0..<4, using: &random) == 0 {
      ledger.openLocks.append(lines)
      return
    }
    let release = try client.post("/stock/unlock", ["ref_no": number])
    guard release.status == 200 else { throw Unexpected("unlock", release) }
  }
}
