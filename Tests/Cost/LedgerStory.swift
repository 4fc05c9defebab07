import CostDomain
import Foundation
import Kernel

/// A random ledger: each event goes into the ledger under test and into the full replay, and what
/// the two come to is compared.
struct LedgerStory {
  var faults: [String] = []
  private(set) var latePrices = 0
  private(set) var sentBack = 0
  private(set) var hadStandard = false
  /// Goods left that were not there, or came at the average on nothing.
  private(set) var wentBelow = false
  /// Goods that were out when a late price came, came back.
  private(set) var cameBackLater = false
  /// The value of a full replay, and by how much rounding may have moved the ledger's.
  private(set) var replayed = FullReplay.Outcome(value: .zero, rounding: 0)

  private var random: SeededGenerator
  private(set) var ledger = ReceiptLedger(policy: ValuationTests.average)
  private(set) var replay = FullReplay()
  var events: [FullReplay.Event] = []
  var prices: [Int: Decimal] = [:]
  private var costs: [Int: UnitCost] = [:]
  private var left: [Int: Int] = [:]
  private var outAtLatePrice: Set<Int> = []
  private var receipts: [(document: Int, quantity: Int)] = []
  private(set) var onHand = 0
  private var documents = 0
  private let mayGoBelow: Bool
  private let mayBeStandard: Bool
  let checksAllShares: Bool

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    mayGoBelow = Int.random(in: 0..<6, using: &random) == 0
    mayBeStandard = Int.random(in: 0..<8, using: &random) == 0
    checksAllShares = seed.isMultiple(of: 20)
  }

  /// The value by the rule.
  var value: Decimal { ledger.state.value.decimal }

  /// Whether the value differs from what it would be, had also goods that were not there been taken
  /// for prices that came later.
  mutating func differsFromPlain() -> Bool {
    !isNear(value, replay.plainValue(after: events, prices: prices))
  }

  mutating func run() throws {
    for _ in 0..<Int.random(in: 6...18, using: &random) {
      try step()
      replayed = replay.value(after: events, prices: prices)
      if !isNear(value, replayed.value) {
        faults.append("value \(value), by the replay \(replayed), \(prices) \(events)")
      }
      if !faults.isEmpty { return }
    }
  }

  private mutating func step() throws {
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<6: try receive()
    case 6..<11: try leave()
    case 11..<13: try comeBack()
    case 13: try comeAtAverage()
    case 14..<16: try sendBack()
    case 16 where mayBeStandard: try revalue()
    default: try latePrice()
    }
    if checksAllShares { expectShares() }
  }

  private mutating func receive() throws {
    // Now and then a second line of the last document.
    let again = Int.random(in: 0..<6, using: &random) == 0
    let document: Int
    if again, let last = receipts.last?.document, last == documents {
      document = last
    } else {
      documents += 1
      document = documents
      try setPrice(of: document)
    }
    let quantity = size()
    events.append(.arrive(document, quantity: quantity, hasPrice: true))
    receipts.append((document, quantity))
    try post(quantity, receipt(document), cost: costs[document])
  }

  private mutating func comeAtAverage() throws {
    documents += 1
    let quantity = size()
    if onHand <= 0 {
      guard mayGoBelow else { return }
      wentBelow = true
    }
    events.append(.arrive(documents, quantity: quantity, hasPrice: false))
    try post(quantity, CostDocument("manual", "\(documents)"))
  }

  private mutating func leave() throws {
    var quantity = size()
    if Int.random(in: 0..<8, using: &random) == 0, onHand > 0 { quantity = onHand }
    if !mayGoBelow { quantity = min(quantity, max(0, onHand)) }
    if quantity == 0 { return }
    if quantity > onHand { wentBelow = true }
    // Now and then once more for a document that took some before.
    let known = left.keys.sorted().randomElement(using: &random)
    let document: Int
    if let known, Int.random(in: 0..<4, using: &random) == 0 {
      document = known
    } else {
      documents += 1
      document = documents
    }
    left[document, default: 0] += quantity
    events.append(.leave(document, quantity: quantity))
    try post(-quantity, CostDocument("sale", "\(document)"))
  }

  private mutating func comeBack() throws {
    let open = left.filter { $0.value > 0 }.keys.sorted()
    guard let document = open.randomElement(using: &random), let out = left[document] else {
      return
    }
    let quantity = Bool.random(using: &random) ? out : min(out, size())
    left[document] = out - quantity
    if outAtLatePrice.contains(document) { cameBackLater = true }
    events.append(.comeBack(document, quantity: quantity))
    documents += 1
    try post(
      quantity, CostDocument("return", "\(documents)"),
      origin: CostDocument("sale", "\(document)"))
  }

  private mutating func sendBack() throws {
    guard let document = receipts.randomElement(using: &random)?.document else { return }
    var quantity = min(size(), quantityLeft(of: document))
    if !mayGoBelow { quantity = min(quantity, max(0, onHand)) }
    if quantity <= 0 { return }
    let share = share(of: document)
    if quantity > onHand { wentBelow = true }
    events.append(.sendBack(document, quantity: quantity, share: share))
    sent[document, default: 0] += quantity
    sentBack += 1
    documents += 1
    let held = try post(
      -quantity, CostDocument("return", "\(documents)"), origin: receipt(document))
    expectShare(held ?? .zero, share, "share of what goes back")
  }

  private mutating func revalue() throws {
    hadStandard = true
    let cost = Bool.random(using: &random) ? Int.random(in: 0...50, using: &random) : nil
    events.append(.standard(cost))
    try ledger.revalue(
      CostPolicy(
        method: cost == nil ? .movingAverage : .standard,
        standardCost: try cost.map { try UnitCost(whole: Int64($0)) }))
  }

  private mutating func latePrice() throws {
    guard let document = receipts.randomElement(using: &random)?.document,
      quantityLeft(of: document) > 0
    else { return }
    let share = share(of: document)
    let old = prices[document] ?? 0
    try setPrice(of: document)
    let difference = (prices[document] ?? 0) - old
    latePrices += 1
    outAtLatePrice.formUnion(left.filter { $0.value > 0 }.keys)
    events.append(.latePrice)
    let posting = try ledger.correct(receipt(document), costs[document] ?? .zero)
    expectShare(ledger.lastShare, share, "share of a late price")
    let amount = posting.amount.decimal
    if abs(amount - share * difference) > Self.halfAPlace {
      faults.append("amount \(amount) of \(share) × \(difference)")
    }
    let total = difference * Decimal(quantityLeft(of: document)) / 10_000
    if amount + posting.variance.decimal != total {
      faults.append("\(posting), in all \(total)")
    }
  }

  /// What is rounded once to six places is off by no more; shares are off by less than a millionth
  /// of it.
  private static let halfAPlace = Decimal(sign: .plus, exponent: -13, significand: 5_000_001)

  private mutating func share(of document: Int) -> Decimal {
    replay.share(of: document, after: events, prices: prices, value: replayed.value)
  }

  private var sent: [Int: Int] = [:]

  private func quantityLeft(of document: Int) -> Int {
    receipts.filter { $0.document == document }.reduce(0) { $0 + $1.quantity }
      - (sent[document] ?? 0)
  }

  @discardableResult
  private mutating func post(
    _ quantity: Int, _ document: CostDocument, cost: UnitCost? = nil, origin: CostDocument? = nil
  ) throws -> ReceiptShare? {
    onHand += quantity
    return try ledger.post(
      CostMove(
        skuID: 1, sequence: 1, moveID: 1, warehouseID: 1,
        quantity: try Quantity(checking: Int64(quantity)), unitCost: cost, document: document,
        origin: origin))
  }

  private func receipt(_ document: Int) -> CostDocument { CostDocument("purchase", "\(document)") }

  private mutating func size() -> Int {
    // Pieces, and now and then parts of one.
    let whole = Int.random(in: 1...20, using: &random) * 10_000
    return Int.random(in: 0..<5, using: &random) == 0
      ? whole + Int.random(in: 1...9_999, using: &random) : whole
  }

  private mutating func setPrice(of document: Int) throws {
    let cents = Int64.random(in: 0...5_000, using: &random)
    prices[document] = Decimal(sign: .plus, exponent: -2, significand: Decimal(cents))
    costs[document] = try UnitCost(checking: cents * 10_000)
  }

  /// Whether a value is another one but for what rounding may have moved it.
  private func isNear(_ value: Decimal, _ wanted: Decimal) -> Bool {
    abs(value - wanted)
      <= Decimal(sign: .plus, exponent: -9, significand: Decimal(replayed.rounding))
  }
}
