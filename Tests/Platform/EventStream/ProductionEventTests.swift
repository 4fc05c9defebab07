import EventCatalog
import EventModel
import JSONCoding
import Kernel
import Testing

@testable import EventStream

/// Aim: production's events say the same after the way through JSON.
struct ProductionEventTests {
  private struct Maker {
    var random: SeededGenerator

    mutating func id() -> Int64 { Int64.random(in: 1...(1 << 53) - 1, using: &random) }

    mutating func decimal<Unit>() throws -> FixedDecimal<Unit> {
      try FixedDecimal(checking: Int64.random(in: 0...DecimalLimit.scaled, using: &random))
    }

    mutating func text() -> String {
      ["MO-20260101-000001", "焊接\"", "\\", "é😀"].randomElement(using: &random) ?? ""
    }

    mutating func list<T>(_ make: (inout Maker) throws -> T) rethrows -> [T] {
      var list: [T] = []
      for _ in 0..<Int.random(in: 0...4, using: &random) { list.append(try make(&self)) }
      return list
    }

    mutating func date() -> Instant? {
      Bool.random(using: &random) ? nil : Instant(microseconds: id() >> 4)
    }

    mutating func materials() throws -> [ConsumedMaterial] {
      try list {
        ConsumedMaterial(
          skuID: $0.id(), required: try $0.decimal(), issued: try $0.decimal(),
          returned: try $0.decimal(), lost: try $0.decimal(), standard: try $0.decimal())
      }
    }

    mutating func operations() throws -> [PerformedOperation] {
      try list {
        PerformedOperation(
          number: Int.random(in: 0...1_000, using: &$0.random),
          workCenter: Bool.random(using: &$0.random) ? nil : $0.text(),
          minutes: try $0.decimal(), good: try $0.decimal(), defect: try $0.decimal(),
          scrap: try $0.scrap())
      }
    }

    mutating func facts() throws -> ProductionSnapshot {
      ProductionSnapshot(
        productionID: id(), number: text(), skuID: id(), quantity: try decimal(),
        warehouseID: id(), organisationID: Bool.random(using: &random) ? nil : id())
    }

    mutating func scrap() throws -> ScrapSnapshot {
      ScrapSnapshot(labor: try decimal(), material: try decimal(), other: try decimal())
    }
  }

  private func comesBack<Payload: EventPayload & Equatable>(
    _ payload: Payload, version: Int
  ) throws {
    var writer = JSONWriter()
    payload.write(to: &writer)
    #expect(try Payload(from: PayloadReader(parsing: writer.bytes)) == payload)
    #expect(Payload.centre == "production" && Payload.version == version)
  }

  @Test(arguments: 0..<100) func everyTypeComesBackAsItWas(seed: UInt64) throws {
    var maker = Maker(random: SeededGenerator(seed: seed))
    try comesBack(
      MoStarted(
        try maker.facts(),
        materials: try maker.list {
          MoStarted.Material(skuID: $0.id(), quantity: try $0.decimal())
        }, occurredAt: maker.date()), version: 2)
    try comesBack(
      MoCompleted(
        try maker.facts(), good: try maker.decimal(), defect: try maker.decimal(),
        scrap: try maker.scrap(),
        materials: try maker.materials(), operations: try maker.operations(),
        completedAt: Instant(microseconds: Int64.random(in: 0...1_000, using: &maker.random)),
        documentID: Bool.random(using: &maker.random) ? nil : maker.id(),
        occurredAt: maker.date()), version: 2)
    try comesBack(
      MoCancelled(
        try maker.facts(), defect: try maker.decimal(), scrap: try maker.scrap(),
        materials: try maker.materials(), operations: try maker.operations(),
        cancelledAt: Instant(microseconds: maker.id() >> 4), occurredAt: maker.date()),
      version: 1)
    try comesBack(
      MaterialReturned(
        try maker.facts(), returnNumber: maker.text(),
        materials: try maker.list {
          MaterialReturned.Material(skuID: $0.id(), quantity: try $0.decimal())
        }, documentID: maker.id(), occurredAt: maker.date()), version: 1)
  }
}
