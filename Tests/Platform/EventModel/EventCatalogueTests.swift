import EventCatalog
import EventModel
import JSONCoding
import Kernel
import Testing

@testable import EventStream

/// Property 14: each event carries the whole envelope, and its data says the same after the way
/// through JSON.
struct EventCatalogueTests {
  private struct Maker {
    var random: SeededGenerator

    mutating func id() -> Int64 { Int64.random(in: 1...(1 << 53) - 1, using: &random) }

    mutating func text() -> String {
      let parts = ["a", "\"", "\\", "\n", "红", "😀", "é", "\u{1}", " ", "/", "0"]
      let count = Int.random(in: 0...8, using: &random)
      return (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
    }

    mutating func decimal<Unit>() throws -> FixedDecimal<Unit> {
      try FixedDecimal(
        checking: Int64.random(in: -DecimalLimit.scaled...DecimalLimit.scaled, using: &random))
    }

    mutating func maybe<T>(_ make: (inout Maker) throws -> T) rethrows -> T? {
      Bool.random(using: &random) ? try make(&self) : nil
    }

    mutating func list<T>(_ make: (inout Maker) throws -> T) rethrows -> [T] {
      var list: [T] = []
      for _ in 0..<Int.random(in: 0...4, using: &random) { list.append(try make(&self)) }
      return list
    }

    mutating func item() throws -> ItemSnapshot {
      ItemSnapshot(
        itemID: id(), code: text(), name: text(), categoryID: maybe { $0.id() },
        brand: maybe { $0.text() }, kind: text(), baseUnit: text(), status: text(), version: id(),
        skus: try list { maker in
          SKUSnapshot(
            skuID: maker.id(), spec: Array(#"{"颜色":"红"}"#.utf8), price: try maker.decimal(),
            retailPrice: try maker.maybe { try $0.decimal() }, costMethod: maker.text(),
            standardCost: try maker.maybe { try $0.decimal() },
            allowsNegative: Bool.random(using: &maker.random),
            safetyStock: try maker.maybe { try $0.decimal() }, barcodes: maker.list { $0.text() })
        })
    }

    mutating func price() throws -> PriceSnapshot {
      let start = Instant(microseconds: id() >> 4)
      return PriceSnapshot(
        skuID: id(), list: text(), price: try decimal(), validFrom: start,
        validTo: maybe { start.adding(microseconds: $0.id() >> 8) })
    }

    mutating func user() -> UserSnapshot {
      UserSnapshot(
        userID: id(), username: text(), name: text(), organisationID: maybe { $0.id() },
        roles: list { $0.text() }, status: text(), version: id())
    }

    mutating func document() -> StockDocument {
      StockDocument(
        kind: text(), refType: text(), reference: text(),
        origin: maybe { StockDocument.Origin(refType: $0.text(), reference: $0.text()) },
        documentID: maybe { $0.id() }, originDocumentID: maybe { $0.id() },
        occurredAt: maybe { Instant(microseconds: $0.id() >> 4) })
    }

    mutating func move() throws -> StockMoveSnapshot {
      StockMoveSnapshot(
        moveID: id(), skuID: id(), warehouseID: id(), quantity: try decimal(),
        unitCost: try maybe { try $0.decimal() }, batchNumber: maybe { $0.text() },
        onHand: try decimal(), locked: try decimal(), available: try decimal(), sequence: id())
    }

    mutating func line() throws -> StockChangedLine {
      StockChangedLine(
        skuID: id(), warehouseID: id(), onHand: try decimal(), locked: try decimal(),
        available: try decimal(), version: id(),
        move: try maybe { maker in
          StockChangedLine.Move(
            moveID: maker.id(), sequence: maker.id(), quantity: try maker.decimal(),
            unitCost: try maker.maybe { try $0.decimal() }, batchNumber: maker.maybe { $0.text() })
        })
    }

    mutating func order() throws -> OrderSnapshot {
      OrderSnapshot(
        orderID: id(), orderNumber: text(), channel: text(), storeID: id(), warehouseID: id(),
        memberID: maybe { $0.id() }, original: try decimal(), discount: try decimal(),
        payable: try decimal(),
        lines: try list { maker in
          OrderLineSnapshot(
            lineNumber: Int.random(in: 1...500, using: &maker.random), skuID: maker.id(),
            quantity: try maker.decimal(), price: try maker.decimal(),
            original: try maker.decimal(), discount: try maker.decimal(),
            payable: try maker.decimal())
        },
        payments: try list { maker in
          PaymentSnapshot(
            method: maker.text(), amount: try maker.decimal(),
            transactionNumber: maker.maybe { $0.text() })
        })
    }

    mutating func report() throws -> JobReported {
      JobReported(
        JobOrderSnapshot(productionID: id(), number: text(), skuID: id()), reportID: id(),
        reportNumber: text(), opNo: Int.random(in: 0...1000, using: &random),
        workCenter: maybe { $0.text() }, workerID: id(),
        output: JobOutputSnapshot(
          good: try decimal(), defect: try decimal(),
          scrap: ScrapSnapshot(
            labor: try decimal(), material: try decimal(), other: try decimal())),
        orderStatus: text(), completed: try decimal(), reverses: maybe { $0.text() },
        occurredAt: maybe { Instant(microseconds: $0.id() >> 4) })
    }
  }

  /// Through the outbox's columns and back: all eight fields, and the same data.
  private func check<Payload: EventPayload & Equatable>(_ payload: Payload, id: Int64) throws {
    var data = JSONWriter()
    payload.write(to: &data)
    let envelope = EventEnvelope(
      eventID: id, type: Payload.type, version: Payload.version, occurredAt: .now(),
      source: "erp-\(Payload.centre)", key: payload.key, requestID: "r-\(id)",
      payload: data.bytes)
    var writer = JSONWriter()
    envelope.write(to: &writer)
    let root = try JSONDocument(parsing: writer.bytes).root
    #expect(
      root.members.map(\.name) == [
        "event_id", "type", "version", "occurred_at", "source", "key", "request_id", "payload",
      ])
    #expect(root.member("event_id")?.integer() == id)
    #expect(root.member("type")?.text == Payload.type)
    #expect(root.member("version")?.integer() == Int64(Payload.version))
    #expect(root.member("occurred_at")?.text == envelope.occurredAt.rfc3339)
    #expect(root.member("key")?.text == payload.key)
    #expect(root.member("payload")?.kind == .object)
    #expect(try envelope.decode(Payload.self) == payload)
  }

  private func checkMembers(_ maker: inout Maker, _ round: Int64) throws {
    try check(
      MemberPointChanged(
        memberID: maker.id(), changeID: maker.id(), change: Points(clamping: -maker.id()),
        debtChange: Points(clamping: maker.id()), reason: maker.text(),
        referenceNumber: maker.text(), points: Points(clamping: maker.id()),
        pointsDebt: Points(clamping: maker.id()), growth: Points(clamping: maker.id()),
        level: 3),
      id: round)
    try check(
      CouponVoided(
        voidNumber: maker.text(), templateID: maker.id(),
        couponID: round.isMultiple(of: 2) ? maker.id() : nil, reason: maker.text(),
        voided: maker.id(), locked: maker.id()), id: round)
    try check(
      CouponTemplateUpdated(
        CouponTemplateSnapshot(
          templateID: maker.id(), name: maker.text(), kind: "cash",
          amount: try maker.decimal(), rate: nil, threshold: nil, validDays: maker.id(),
          validFrom: nil, validTo: nil, total: nil, perMember: 1, issued: maker.id(),
          storeIDs: [maker.id(), maker.id()], status: "open", version: maker.id())),
      id: round)
  }

  @Test func everyTypeComesBackAsItWas() throws {
    let seed = UInt64.random(in: .min ... .max)
    var maker = Maker(random: SeededGenerator(seed: seed))
    var failed = 0
    for round in Int64(1)...200 {
      do {
        try check(ItemCreated(try maker.item()), id: round)
        try check(
          ItemUpdated(try maker.item(), priceSet: try maker.maybe { try $0.price() }), id: round)
        try check(UserCreated(maker.user()), id: round)
        try check(UserUpdated(maker.user()), id: round)
        try check(
          StockIn(
            MovedGoods(
              document: maker.document(), warehouseID: maker.id(),
              moves: try maker.list { try $0.move() })), id: round)
        try check(
          StockOut(
            MovedGoods(
              document: maker.document(), warehouseID: maker.id(),
              moves: try maker.list { try $0.move() })), id: round)
        try check(
          StockChanged(document: maker.document(), lines: try maker.list { try $0.line() }),
          id: round)
        try check(OrderCreated(try maker.order()), id: round)
        try check(OrderPaid(try maker.order()), id: round)
        try check(OrderCancelled(try maker.order(), reason: maker.text()), id: round)
        try check(
          OrderShipped(
            try maker.order(), shipNumber: maker.text(), carrier: maker.maybe { $0.text() },
            trackingNumber: maker.maybe { $0.text() },
            lines: try maker.list { maker in
              ShippedLine(lineNumber: 1, skuID: maker.id(), quantity: try maker.decimal())
            }), id: round)
        try check(
          OrderRefunded(
            try maker.order(), refundID: maker.maybe { $0.id() }, refundNumber: maker.text(),
            amount: try maker.decimal(), pointsReturned: maker.id(),
            giftCharge: try maker.decimal(), giftPoints: maker.id(),
            lines: try maker.list { maker in
              RefundedLine(
                lineNumber: 2, skuID: maker.id(), quantity: try maker.decimal(),
                amount: try maker.decimal())
            }), id: round)
        try checkMembers(&maker, round)
        try check(try maker.report(), id: round)
      } catch {
        failed += 1
        Issue.record("seed \(seed), round \(round): \(error)")
      }
    }
    #expect(failed == 0, "seed \(seed)")
  }

  @Test func aFaultNamesItsPlace() throws {
    let text = #"{"document":{"kind":"in","ref_type":"a","ref_no":"b"},"lines":[{"sku_id":"x"}]}"#
    #expect(throws: PayloadFault(path: "lines[0].sku_id", reason: "is not an integer")) {
      try StockChanged(from: PayloadReader(parsing: Array(text.utf8)))
    }
    #expect(throws: PayloadFault(path: "", reason: "is not an object")) {
      try PayloadReader(parsing: Array("[]".utf8))
    }
  }

  @Test func fieldsThatAReaderDoesNotKnowAreIgnored() throws {
    let text =
      #"{"user_id":1,"username":"a","name":"b","org_id":null,"roles":[],"status":"active","#
      + #""version":2,"shoe_size":43}"#
    let reader = try PayloadReader(parsing: Array(text.utf8))
    #expect(try UserCreated(from: reader).user.version == 2)
  }
}
