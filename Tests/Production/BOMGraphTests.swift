import Kernel
import ProductionDomain
import Testing

/// Aim: a loop is found at any depth, and only where there is one. Oracle: matrices of who reaches
/// whom, by Warshall.
@Suite struct BOMGraphTests {
  @Test func aThingIsNotMadeOfItself() {
    #expect(BOMGraph().cycle(of: 1, madeOf: [1]) == [1, 1])
    #expect(BOMGraph().cycle(of: 1, madeOf: [2, 3]) == nil)
  }

  @Test(arguments: [1, 2, 10, 1_000, 20_000]) func atAnyDepth(depth: Int64) {
    var graph = BOMGraph()
    for skuID in 1..<(depth + 1) { graph.add(skuID, madeOf: [skuID + 1, 1_000_000]) }
    let last = depth + 1
    #expect(graph.cycle(of: last, madeOf: [1, 1_000_000])?.count == Int(clamping: depth) + 2)
    #expect(graph.cycle(of: last + 1, madeOf: [1]) == nil)
  }

  @Test(arguments: 0..<60) func whereThereIsOne(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let count = 12
    var reach = [[Bool]](repeating: [Bool](repeating: false, count: count), count: count)
    var graph = BOMGraph()
    for _ in 0..<60 {
      let product = Int.random(in: 0..<count, using: &random)
      let parts = Set((0..<2).map { _ in Int.random(in: 0..<count, using: &random) })
      // Made of parts that it goes into itself?
      let closes = parts.contains { $0 == product || reach[$0][product] }
      let found = graph.cycle(of: Int64(product), madeOf: parts.map(Int64.init))
      #expect((found != nil) == closes, "seed \(seed)")
      if let found { check(found, graph, product, parts) }
      if closes { continue }
      graph.add(Int64(product), madeOf: parts.map(Int64.init))
      for part in parts { reach[product][part] = true }
      for middle in 0..<count {
        for from in 0..<count where reach[from][middle] {
          for to in 0..<count where reach[middle][to] { reach[from][to] = true }
        }
      }
    }
  }

  /// It leads from the product over edges back to it.
  private func check(_ cycle: [Int64], _ graph: BOMGraph, _ product: Int, _ parts: Set<Int>) {
    #expect(cycle.first == Int64(product) && cycle.last == Int64(product))
    #expect(parts.contains(Int(clamping: cycle[1])))
    for (upper, lower) in zip(cycle.dropFirst(), cycle.dropFirst(2)) {
      #expect(graph.components(of: upper).contains(lower))
    }
  }
}
