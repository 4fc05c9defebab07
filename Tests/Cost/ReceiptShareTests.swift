import CostDomain
import Kernel
import Testing

/// Aim: late prices and returns to suppliers change the value as if the receipt had always carried
/// that price: 20,000 random ledgers against a full replay of each, after each of their entries.
@Suite struct ReceiptShareTests {
  /// What the ledgers came to.
  struct Counts: Equatable {
    /// Ledgers that stay above zero: none differs from what it would be with the last prices from
    /// the start.
    var aboveZero = 0
    /// Of these, ledgers in which goods came back that were out when a late price came.
    var cameBackLater = 0
    /// Ledgers in which goods left that were not there, or came at the average on nothing. Such
    /// goods count as gone: what they were taken for stays, whatever prices come later.
    var belowZero = 0
    /// Of these, ledgers that therefore differ from what they would be with the last prices from
    /// the start. None differs from a replay in which such goods keep their worth.
    var differentBelow = 0
    var latePrices = 0
    var sentBack = 0
    var standard = 0
    /// The most that rounding at each entry may have moved a value, in millionths, in half of the
    /// ledgers.
    var medianRounding = 0
  }

  @Test func anyLedgerAgainstItsFullReplay() throws {
    var counts = Counts()
    var roundings: [Int] = []
    for seed in 0..<20_000 as Range<UInt64> {
      var story = LedgerStory(seed: seed)
      try story.run()
      try #require(story.faults.isEmpty, "ledger \(seed): \(story.faults)")
      let differs = story.differsFromPlain()
      if story.wentBelow {
        counts.belowZero += 1
        counts.differentBelow += differs ? 1 : 0
      } else {
        try #require(!differs, "ledger \(seed)")
        counts.aboveZero += 1
        counts.cameBackLater += story.cameBackLater ? 1 : 0
      }
      counts.latePrices += story.latePrices
      counts.sentBack += story.sentBack
      counts.standard += story.hadStandard ? 1 : 0
      roundings.append(story.replayed.rounding)
    }
    counts.medianRounding = roundings.sorted()[roundings.count / 2] / 1_000
    print("20,000 ledgers against a full replay: \(counts)")
    #expect(
      counts
        == Counts(
          aboveZero: 17_405, cameBackLater: 2761, belowZero: 2595, differentBelow: 369,
          latePrices: 31_420, sentBack: 13_773, standard: 1107, medianRounding: 1))
  }

  private static let receipt = CostDocument("purchase", "R")

  private static func move(
    _ quantity: String, _ document: CostDocument, cost: String? = nil, origin: CostDocument? = nil
  ) throws -> CostMove {
    CostMove(
      skuID: 1, sequence: 1, moveID: 1, warehouseID: 1,
      quantity: try #require(Quantity(exactly: quantity)),
      unitCost: try cost.map { try #require(UnitCost(exactly: $0)) }, document: document,
      origin: origin)
  }

  private static func cost(_ text: String) throws -> CostValue { try ValuationTests.cost(text) }

  /// Receipt sold out, new goods at 20, then the old bill is dearer: the new goods stay at 20.
  @Test func soldOutGoodsTakeNoLatePrice() throws {
    var ledger = ReceiptLedger(policy: ValuationTests.average)
    try ledger.post(try Self.move("10", Self.receipt, cost: "10"))
    try ledger.post(try Self.move("-10", CostDocument("sale", "S")))
    try ledger.post(try Self.move("10", CostDocument("purchase", "R2"), cost: "20"))
    let late = try ledger.correct(Self.receipt, try #require(UnitCost(exactly: "12")))
    #expect(late.amount.isZero)
    #expect(late.variance == (try Self.cost("20")))
    #expect(ledger.state.value == (try Self.cost("200")))
  }

  /// 100 at 5, 15 at 2000 by mistake, 10 sold, corrected to 5: 105 worth 525.
  @Test func aMistakenPriceIsUndone() throws {
    var ledger = ReceiptLedger(policy: ValuationTests.average)
    try ledger.post(try Self.move("100", CostDocument("manual", "M"), cost: "5"))
    try ledger.post(try Self.move("15", Self.receipt, cost: "2000"))
    try ledger.post(try Self.move("-10", CostDocument("sale", "S")))
    _ = try ledger.correct(Self.receipt, try #require(UnitCost(exactly: "5")))
    #expect(ledger.state.value == (try Self.cost("525")))
  }

  /// 10 at 100, 100 at 10, 100 used, 8 back to the supplier: two are left, and worth something.
  @Test func dearGoodsGoBackAndTheRestKeepsItsWorth() throws {
    var ledger = ReceiptLedger(policy: ValuationTests.average)
    try ledger.post(try Self.move("10", Self.receipt, cost: "100"))
    try ledger.post(try Self.move("100", CostDocument("manual", "M"), cost: "10"))
    try ledger.post(try Self.move("-100", CostDocument("sale", "S")))
    let back = CostDocument("return", "B")
    let share = try ledger.post(try Self.move("-8", back, origin: Self.receipt))
    // A tenth of eleven tenths is left of the receipt, and goes at 100; the rest at 10.
    #expect(share == ReceiptShare(digits: "0.909090909090909091"))
    #expect(ledger.state.value == (try Self.cost("20")))
    try ledger.post(try Self.move("8", CostDocument("return", "C"), origin: back))
    #expect(ledger.state.value == (try Self.cost("181.818182")))
    #expect(try ledger.share(of: Self.receipt) == ReceiptShare(digits: "0.909090909090909091"))
  }

  @Test func aReturnAfterALatePriceLeavesAtTheNewOne() throws {
    var ledger = ReceiptLedger(policy: ValuationTests.average)
    try ledger.post(try Self.move("10", CostDocument("manual", "M"), cost: "6"))
    try ledger.post(try Self.move("10", Self.receipt, cost: "10"))
    _ = try ledger.correct(Self.receipt, try #require(UnitCost(exactly: "12")))
    try ledger.post(try Self.move("-10", CostDocument("return", "B"), origin: Self.receipt))
    #expect(ledger.state.value == (try Self.cost("60")))
  }

  /// What came at the average gets a price of its own, and dilutes the others no more.
  @Test func goodsWithoutACostGetOne() throws {
    var ledger = ReceiptLedger(policy: ValuationTests.average)
    try ledger.post(try Self.move("10", Self.receipt, cost: "10"))
    let found = CostDocument("manual", "F")
    try ledger.post(try Self.move("10", found))
    #expect(try ledger.share(of: Self.receipt) == ReceiptShare(digits: "20"))
    _ = try ledger.correct(found, try #require(UnitCost(exactly: "4")))
    #expect(ledger.state.value == (try Self.cost("140")))
    #expect(try ledger.share(of: Self.receipt) == ReceiptShare(digits: "10"))
    _ = try ledger.correct(Self.receipt, try #require(UnitCost(exactly: "11")))
    #expect(ledger.state.value == (try Self.cost("150")))
  }

  /// Ten at 1 are sold, and turn out to have cost 9: those that come back are worth that, and what
  /// the late price left with the result comes back from there.
  @Test func whatComesBackLaterTakesTheLatePriceToo() throws {
    var ledger = ReceiptLedger(policy: ValuationTests.average)
    try ledger.post(try Self.move("10", Self.receipt, cost: "1"))
    let sale = CostDocument("sale", "S")
    try ledger.post(try Self.move("-10", sale))
    let late = try ledger.correct(Self.receipt, try #require(UnitCost(exactly: "9")))
    #expect(late.amount.isZero)
    #expect(late.variance == (try Self.cost("80")))
    try ledger.post(try Self.move("4", CostDocument("return", "C"), origin: sale))
    #expect(ledger.state.value == (try Self.cost("36")))
    #expect(ledger.last.variance == (try Self.cost("-32")))
    try ledger.post(try Self.move("7", CostDocument("return", "D"), origin: sale))
    // One more than left comes at the average of those that are there.
    #expect(ledger.state.value == (try Self.cost("99")))
    #expect(ledger.last.variance == (try Self.cost("-48")))
    try ledger.post(try Self.move("-4", CostDocument("return", "B"), origin: Self.receipt))
    #expect(ledger.state.value == (try Self.cost("63")))
  }

  /// Goods that came back before there were shares are worth less than their receipt costs by now.
  @Test func goodsNeverTakeMoreThanThereIs() throws {
    var state = CostState(policy: ValuationTests.average)
    _ = try state.apply(.arrival(try ValuationTests.quantity("10"), total: try Self.cost("10")))
    let receipt = ReceiptCost(
      quantity: try ValuationTests.quantity("10"), total: try #require(ReceiptTotal(digits: "90")))
    let share = try #require(ReceiptShare(digits: "10"))
    let back = try state.apply(
      .supplierReturn(try ValuationTests.quantity("4"), of: receipt, share: share))
    #expect(back.amount == (try Self.cost("-10")))
    #expect(back.variance == (try Self.cost("-26")))
    let cheaper = try state.apply(.latePrice(receipt, newTotal: .zero, share: share))
    #expect(cheaper.amount.isZero)
    // Goods out for 1 each cannot come back for less than nothing.
    var balance = OriginBalance()
    try balance.noteDeparture(try ValuationTests.quantity("2"), try Self.cost("2"), at: 1)
    let late = try balance.late(
      of: try ValuationTests.quantity("1"), try #require(ReceiptTotal(digits: "-9")),
      total: try Self.cost("1"))
    #expect(late == (try Self.cost("-1")))
  }

  /// Sums that a line cannot hold are still worked out, and never end a program.
  @Test func theLargestNumbers() throws {
    let most = "99999999999999.9999"
    var ledger = ReceiptLedger(policy: ValuationTests.average)
    let dear = "999999999999.999999"
    try ledger.post(try Self.move(most, Self.receipt, cost: dear))
    try ledger.post(try Self.move(most, CostDocument("purchase", "R2"), cost: dear))
    try ledger.post(try Self.move("-0.0001", CostDocument("sale", "S")))
    try ledger.post(try Self.move("-" + most, CostDocument("return", "B"), origin: Self.receipt))
    _ = try ledger.correct(CostDocument("purchase", "R2"), .zero)
    #expect(!ledger.state.value.isNegative)
  }
}
