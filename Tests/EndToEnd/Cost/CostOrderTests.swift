import Foundation
import Kernel
import Processes
import StackKit
import Synchronization
import Testing

/// Aim: whatever order events come in, however often, and whatever dies meanwhile, each move is
/// valued exactly once and in its place. On a stack of its own, whose stock knows nothing of it.
@Suite(.serialized) struct CostOrderTests {
  @Test func shuffledRepeatedAndKilled() throws {
    let desk = try CostDesk(own: "cost-order")
    defer { try? desk.stack.shutdown() }
    let stack = desk.stack
    var random = SeededGenerator(seed: 7)
    let skus = (1...40).map { 900_000_000 + $0 }
    let book = MoveBook(
      skus: skus, documents: 1_500, lines: 2, tag: "shuffle", using: &random)
    // Mostly near their place, some far from it; every seventh twice.
    var order = book.documents.indices.map { index in
      (index, index + Int.random(in: 0...(index % 10 == 0 ? 900 : 30), using: &random))
    }
    order += order.filter { $0.0 % 7 == 0 }.map { ($0.0, $0.1 + 40) }
    let sorted = order.sorted { $0.1 < $1.1 }.map(\.0)
    let isOver = Atomic(false)
    let trouble = Thread {
      var round = 0
      while !isOver.load(ordering: .acquiring) {
        usleep(400_000)
        try? stack.kill("worker", SIGKILL)
        round += 1
        if round % 3 == 0 {
          _ = try? Command.run(["redis-cli", "-s", stack.layout.socket("redis"), "FLUSHALL"])
        }
      }
    }
    trouble.start()
    try book.publish(sorted, on: stack)
    usleep(3_000_000)
    isOver.store(true, ordering: .releasing)
    try stack.waitUntilReady("worker")
    try desk.waitUntil("all moves valued", 90) {
      try stack.sql("SELECT COALESCE(SUM(last_seq), 0) FROM cost_sku")
        == [["\(book.moves)"]]
    }
    #expect(try book.differences(on: stack) == [])
    #expect(try stack.sql("SELECT COUNT(*) FROM cost_waiting") == [["0"]])
    #expect(
      try stack.sql("SELECT COUNT(*), COUNT(DISTINCT sku_id, seq) FROM cost_ledger")
        == [["\(book.moves)", "\(book.moves)"]])
    #expect(try stack.supervisor.status(of: "worker").restarts > 0)
    try desk.waitUntil("every event done once", 60) {
      try stack.sql(
        """
        SELECT (SELECT COUNT(*) FROM outbox o LEFT JOIN inbox i ON i.consumer = 'cost'
        AND i.event_id = o.outbox_id WHERE o.type = 'StockChanged' AND i.event_id IS NULL),
        (SELECT COUNT(*) FROM event_failure WHERE consumer = 'cost')
        """) == [["0", "0"]]
    }
    try desk.expectCalculated([:])
  }

  /// How fast one consumer thread works through a backlog.
  @Test func backlog() throws {
    let desk = try CostDesk(own: "cost-backlog")
    defer { try? desk.stack.shutdown() }
    let stack = desk.stack
    var random = SeededGenerator(seed: 8)
    let skus = (1...300).map { 900_000_000 + $0 }
    let book = MoveBook(skus: skus, documents: 6_000, lines: 2, tag: "load", using: &random)
    try stack.stop("worker")
    try book.publish(Array(book.documents.indices), on: stack)
    try desk.waitUntil("published", 60) {
      try stack.sql("SELECT COUNT(*) FROM outbox WHERE published_at IS NULL") == [["0"]]
    }
    let start = Date()
    try stack.start("worker")
    try desk.waitUntil("all moves valued", 120) {
      try stack.sql("SELECT COALESCE(SUM(last_seq), 0) FROM cost_sku")
        == [["\(book.moves)"]]
    }
    let rate = Double(book.moves) / Date().timeIntervalSince(start)
    #expect(try book.differences(on: stack) == [])
    print("cost: \(book.moves) moves of a backlog, \(Int(rate)) moves/s by one thread")
    #expect(rate > 300)
  }
}
