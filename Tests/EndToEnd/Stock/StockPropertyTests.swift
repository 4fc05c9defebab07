import Foundation
import Kernel
import StackKit
import Synchronization
import Testing

/// Aim: whatever eight clerks do at once, the books stay right: stock is conserved, what is
/// available is on hand less locked at every look, and moves are numbered without a gap.
@Suite(.serialized) struct StockPropertyTests {
  private static let clerks = 8
  private static let steps = 60

  @Test(arguments: [UInt64(1), 2, 3])
  func anyInterleavingKeepsTheBooksRight(seed: UInt64) throws {
    let stack = try StockStack.get()
    let setUp = StockActor(stack)
    let skus = try (0..<4).map { _ in try setUp.newSKU() }
    let warehouses = [1, try setUp.newWarehouse()]
    for sku in skus { try setUp.receive([(sku, "20")]) }
    let ledger = Mutex([Int: Decimal](uniqueKeysWithValues: skus.map { ($0, 20) }))
    let faults = Mutex<[String]>([])
    Crowd.run(Self.clerks) { index in
      var clerk = RandomClerk(
        actor: StockActor(stack), skus: skus, warehouses: warehouses,
        random: SeededGenerator(seed: seed &* 100 &+ UInt64(index)))
      for _ in 0..<Self.steps {
        do {
          let moved = try clerk.step()
          ledger.withLock { for (sku, qty) in moved { $0[sku, default: 0] += qty } }
        } catch {
          faults.withLock { $0.append("\(error)") }
        }
      }
    }
    #expect(faults.withLock { $0 } == [], "seed \(seed)")
    #expect(try StockTruth.faults(stack.stack, skus: skus) == [], "seed \(seed)")
    for (sku, expected) in ledger.withLock({ $0 }) {
      let onHand = Decimal(string: try StockTruth.onHand(stack.stack, sku: sku))
      #expect(onHand == expected, "seed \(seed), SKU \(sku)")
      #expect(try setUp.level(sku).onHand == expected, "seed \(seed), SKU \(sku)")
    }
  }
}

/// Does one thing after the other, drawn from a seed.
struct RandomClerk {
  let actor: StockActor
  let skus: [Int]
  let warehouses: [Int]
  var random: SeededGenerator
  private var locks: [String] = []

  init(actor: StockActor, skus: [Int], warehouses: [Int], random: SeededGenerator) {
    self.actor = actor
    self.skus = skus
    self.warehouses = warehouses
    self.random = random
  }

  struct Unexpected: Error, CustomStringConvertible {
    let description: String
  }

  /// What the step brought in, or took out below zero, over all warehouses.
  mutating func step() throws -> [(Int, Decimal)] {
    let lines = draw()
    let warehouse = warehouses[Int.random(in: 0...1, using: &random)]
    let answer: APIAnswer
    switch Int.random(in: 0..<10, using: &random) {
    case 0, 1: answer = try actor.receive(lines, at: warehouse)
    case 2, 3: answer = try actor.issue(lines, at: warehouse)
    case 4, 5:
      let number = actor.number()
      answer = try actor.lock(lines, at: warehouse, number: number)
      if answer.status == 201 { locks.append(number) }
    case 6:
      guard let number = locks.randomElement(using: &random) else { return [] }
      answer = try actor.unlock(number, Bool.random(using: &random) ? nil : lines)
    case 7:
      guard let number = locks.randomElement(using: &random) else { return [] }
      answer = try actor.issue(lines, fromLock: number)
    case 8:
      let other = warehouses[0] + warehouses[1] - warehouse
      answer = try actor.transfer(lines, from: warehouse, to: other)
    default: answer = try actor.count(lines, at: warehouse)
    }
    guard [200, 201].contains(answer.status) || answer.status == 409 else {
      throw Unexpected(description: answer.http.text)
    }
    let level = try actor.level(skus[Int.random(in: skus.indices, using: &random)])
    guard level.available == level.onHand - level.locked, level.available >= 0 else {
      throw Unexpected(description: "\(level)")
    }
    let moves = answer.object["moves"] as? [[String: Any]] ?? []
    return moves.compactMap { move in
      guard let sku = move["sku_id"] as? Int,
        let qty = (move["qty"] as? String).flatMap({ Decimal(string: $0) })
      else { return nil }
      return (sku, qty)
    }
  }

  private mutating func draw() -> [(sku: Int, qty: String)] {
    (0..<Int.random(in: 1...3, using: &random)).map { _ in
      (
        sku: skus[Int.random(in: skus.indices, using: &random)],
        qty: "\(Int.random(in: 1...6, using: &random)).5"
      )
    }
  }
}
