import EventCatalog
import EventModel
import Foundation
import JSONCoding
import Kernel
import TestKit
import Testing

@testable import EventStream

/// Property 14: each event carries the whole envelope, and its data says the same after the way
/// through JSON.
struct EventCatalogueTests {
  fileprivate struct Maker {
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
        occurredAt: maybe { $0.time() })
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

    mutating func scrap() throws -> ScrapSnapshot {
      ScrapSnapshot(labor: try decimal(), material: try decimal(), other: try decimal())
    }

    mutating func time() -> Instant { Instant(microseconds: id() >> 4) }

    mutating func report() throws -> JobReported {
      JobReported(
        JobOrderSnapshot(productionID: id(), number: text(), skuID: id()), reportID: id(),
        reportNumber: text(), opNo: Int.random(in: 0...1000, using: &random),
        workCenter: maybe { $0.text() }, workerID: id(),
        output: JobOutputSnapshot(
          good: try decimal(), defect: try decimal(),
          scrap: try scrap()),
        orderStatus: text(), completed: try decimal(), reverses: maybe { $0.text() },
        occurredAt: maybe { $0.time() })
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

  /// One of each type of event.
  private static func samples(
    _ maker: inout Maker
  ) throws -> [any EventPayload & Equatable] {
    try maker.itemAndUserEvents() + maker.stockEvents() + maker.orderEvents()
      + maker.memberEvents() + maker.purchaseEvents() + maker.productionEvents()
      + maker.costEvents()
  }

  @Test func everyTypeComesBackAsItWas() throws {
    let seed = TestSeed()
    var maker = Maker(random: seed.generator)
    for round in Int64(1)...200 {
      for event in try Self.samples(&maker) {
        #expect(throws: Never.self, "\(seed.hint), round \(round)") {
          try check(event, id: round)
        }
      }
    }
  }

  /// A centre that publishes has a stream, which the keeper trims and the memory is counted for.
  @Test func everyCentreHasItsStream() throws {
    var maker = Maker(random: SeededGenerator(seed: 1))
    let centres = Set(try Self.samples(&maker).map { Swift.type(of: $0).centre })
    #expect(centres.subtracting(EventStreams.centres) == [])
  }

  /// A new type of the catalogue belongs into `samples`.
  @Test func everyTypeOfTheCatalogueIsHere() throws {
    var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    folder.append(path: "Sources/EventCatalog")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    let declared = try files.filter { $0.pathExtension == "swift" }.flatMap { file in
      try String(contentsOf: file, encoding: .utf8)
        .matches(of: /static let type = "(\w+)"/).map { String($0.1) }
    }
    var maker = Maker(random: TestSeed().generator)
    let sampled = try Self.samples(&maker).map { Swift.type(of: $0).type }
    #expect(declared.sorted() == sampled.sorted())
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

extension EventCatalogueTests.Maker {
  mutating func itemAndUserEvents() throws -> [any EventPayload & Equatable] {
    [
      ItemCreated(try item()),
      ItemUpdated(try item(), priceSet: try maybe { try $0.price() }),
      UserCreated(user()),
      UserUpdated(user()),
    ]
  }

  mutating func stockEvents() throws -> [any EventPayload & Equatable] {
    [
      StockIn(
        MovedGoods(document: document(), warehouseID: id(), moves: try list { try $0.move() })),
      StockOut(
        MovedGoods(document: document(), warehouseID: id(), moves: try list { try $0.move() })),
      StockChanged(document: document(), lines: try list { try $0.line() }),
    ]
  }

  mutating func orderEvents() throws -> [any EventPayload & Equatable] {
    [
      OrderCreated(try order()),
      OrderPaid(try order()),
      OrderCancelled(try order(), reason: text()),
      OrderShipped(
        try order(), shipNumber: text(), carrier: maybe { $0.text() },
        trackingNumber: maybe { $0.text() },
        lines: try list { maker in
          ShippedLine(lineNumber: 1, skuID: maker.id(), quantity: try maker.decimal())
        }),
      OrderRefunded(
        try order(), refundID: maybe { $0.id() }, refundNumber: text(), amount: try decimal(),
        pointsReturned: id(), giftCharge: try decimal(), giftPoints: id(),
        lines: try list { maker in
          RefundedLine(
            lineNumber: 2, skuID: maker.id(), quantity: try maker.decimal(),
            amount: try maker.decimal())
        }),
      PromoApplied(
        orderNumber: text(), memberID: maybe { $0.id() }, discount: try decimal(),
        promotions: try list { maker in
          PromoApplied.Promotion(
            promotionID: maker.id(), name: maker.text(), discount: try maker.decimal(),
            gift: try maker.maybe { maker in
              PromoApplied.Gift(
                skuID: maker.id(), quantity: try maker.decimal(), value: try maker.decimal())
            })
        }),
    ]
  }

  mutating func memberEvents() throws -> [any EventPayload & Equatable] {
    [
      MemberPointChanged(
        memberID: id(), changeID: id(), change: Points(clamping: -id()),
        debtChange: Points(clamping: id()), reason: text(), referenceNumber: text(),
        points: Points(clamping: id()), pointsDebt: Points(clamping: id()),
        growth: Points(clamping: id()), level: 3),
      CouponVoided(
        voidNumber: text(), templateID: id(), couponID: maybe { $0.id() }, reason: text(),
        voided: id(), locked: id()),
      CouponTemplateUpdated(
        CouponTemplateSnapshot(
          templateID: id(), name: text(), kind: text(), amount: try maybe { try $0.decimal() },
          rate: try maybe { try $0.decimal() }, threshold: try maybe { try $0.decimal() },
          validDays: maybe { $0.id() }, validFrom: maybe { $0.time() },
          validTo: maybe { $0.time() }, total: maybe { $0.id() }, perMember: id(), issued: id(),
          storeIDs: list { $0.id() }, status: text(), version: id())),
    ]
  }

  mutating func purchaseEvents() throws -> [any EventPayload & Equatable] {
    [
      PoApproved(
        try purchase(), approvedBy: id(),
        lines: try list { maker in
          PurchaseLineSnapshot(
            lineNumber: 3, skuID: maker.id(), quantity: try maker.decimal(),
            price: try maker.decimal())
        }),
      PoInStock(
        try purchase(), receiptNumber: text(),
        lines: try list { maker in
          ReceivedLineSnapshot(
            lineNumber: 4, skuID: maker.id(), quantity: try maker.decimal(),
            rejected: try maker.decimal(), unitCost: try maker.decimal())
        }, documentID: maybe { $0.id() }, occurredAt: maybe { $0.time() }),
      PoReturned(
        try purchase(), returnNumber: text(),
        lines: try list { maker in
          PoReturned.Line(
            lineNumber: 5, skuID: maker.id(), quantity: try maker.decimal(),
            receiptNumber: maker.text(), documentID: maker.maybe { $0.id() })
        }, occurredAt: maybe { $0.time() }),
    ]
  }

  private mutating func purchase() throws -> PurchaseSnapshot {
    PurchaseSnapshot(
      purchaseID: id(), number: text(), supplierID: id(), warehouseID: id(),
      total: try decimal())
  }

  mutating func productionEvents() throws -> [any EventPayload & Equatable] {
    [
      MoStarted(
        try production(), materials: try list { try $0.material() },
        occurredAt: maybe { $0.time() }),
      MaterialReturned(
        try production(), returnNumber: text(), materials: try list { try $0.material() },
        documentID: maybe { $0.id() }, occurredAt: maybe { $0.time() }),
      MoCompleted(
        try production(), good: try decimal(), defect: try decimal(), scrap: try scrap(),
        materials: try list { try $0.consumed() }, operations: try list { try $0.operation() },
        completedAt: time(), documentID: maybe { $0.id() }, occurredAt: maybe { $0.time() }),
      MoCancelled(
        try production(), defect: try decimal(), scrap: try scrap(),
        materials: try list { try $0.consumed() }, operations: try list { try $0.operation() },
        cancelledAt: time(), occurredAt: maybe { $0.time() }),
      try report(),
    ]
  }

  private mutating func production() throws -> ProductionSnapshot {
    ProductionSnapshot(
      productionID: id(), number: text(), skuID: id(), quantity: try decimal(),
      warehouseID: id(), organisationID: maybe { $0.id() })
  }

  private mutating func material() throws -> MoStarted.Material {
    MoStarted.Material(skuID: id(), quantity: try decimal())
  }

  private mutating func consumed() throws -> ConsumedMaterial {
    ConsumedMaterial(
      skuID: id(), required: try decimal(), issued: try decimal(), returned: try decimal(),
      lost: try decimal(), standard: try decimal())
  }

  private mutating func operation() throws -> PerformedOperation {
    PerformedOperation(
      number: 10, workCenter: maybe { $0.text() }, minutes: try decimal(), good: try decimal(),
      defect: try decimal(), scrap: try scrap())
  }

  mutating func costEvents() throws -> [any EventPayload & Equatable] {
    [
      CostCalculated(
        costs: list { maker in
          CostCalculated.SKUCost(
            skuID: maker.id(), entry: maker.id(), sequence: maker.id(), method: maker.text(),
            unitCost: maker.text(), onHand: maker.text(), value: maker.text())
        },
        sheets: list { maker in
          CostCalculated.SheetCost(
            orderID: maker.id(), orderNumber: maker.text(), total: maker.text(),
            unitCost: maker.text())
        }),
      CostCorrected(
        skuID: id(), entry: id(),
        receipt: StockDocument.Origin(refType: text(), reference: text()),
        documentID: maybe { $0.id() }, number: text(), total: text(), amount: text(),
        variance: text()),
    ]
  }
}
