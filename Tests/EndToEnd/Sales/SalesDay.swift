import Foundation
import StackKit

/// What one clerk plans and did with one order.
struct SaleRecord: Sendable {
  enum End: String, Sendable { case paid, cancelled, expired, refused }

  struct Line: Sendable {
    let sku: Int
    let product: Int
    let quantity: Int
  }

  let place: Int
  let lines: [Line]
  var end: End
  /// Answers that no clerk should get.
  var surprises: [String] = []
  var retries = 0
}

/// What is for sale, and where: the same for all clerks.
struct SalesOffer: Sendable {
  struct Lot: Sendable {
    let product: Int
    let sku: Int
    let quantity: Int
  }

  let store: Int
  /// By place.
  let lots: [Int: [Lot]]
  /// Where so many different goods lie, so often is it sold from.
  let places: [Int]
  let warehouses: [Int: Int]
  let prices: [Int: Decimal]
}

/// One clerk's day: places orders one after the other, and pays, cancels or forgets them.
final class SalesDay {
  private let client: APIClient
  private let offer: SalesOffer
  private var random: SplitMix
  private var current = SaleRecord(place: 0, lines: [], end: .refused)

  init(_ client: APIClient, _ offer: SalesOffer, seed: UInt64) {
    self.client = client
    self.offer = offer
    random = SplitMix(state: seed)
  }

  func run(orders: Int) -> [SaleRecord] {
    (0..<orders).map { _ in sell() }
  }

  private func sell() -> SaleRecord {
    let place = offer.places.randomElement(using: &random) ?? 0
    let lots = offer.lots[place] ?? []
    // One order in twenty wants much of what there is.
    let isGreedy = Int.random(in: 0..<20, using: &random) == 0
    let lines = (0..<Int.random(in: 1...5, using: &random)).compactMap { _ in
      lots.randomElement(using: &random).map { lot in
        let most = isGreedy ? max(1, lot.quantity / 2) : 3
        return SaleRecord.Line(
          sku: lot.sku, product: lot.product, quantity: Int.random(in: 1...most, using: &random))
      }
    }
    current = SaleRecord(place: place, lines: lines, end: .refused)
    order(lines, at: place)
    return current
  }

  private func order(_ lines: [SaleRecord.Line], at place: Int) {
    let created = post(
      "/order/create",
      [
        "channel": "POS", "store_id": offer.store,
        "warehouse_id": offer.warehouses[place] ?? 0,
        "lines": lines.map { ["sku_id": $0.sku, "qty": $0.quantity] },
      ])
    if created?.status == 409, created?.error == "stock.insufficient" { return }
    guard let created, created.status == 201, let number = created.string("order_no") else {
      return surprise("create", created)
    }
    let payable = amount(of: lines)
    if created.string("payable").flatMap({ Decimal(string: $0) }) != payable {
      surprise("payable is not \(payable)", created)
    }
    switch Int.random(in: 0..<10, using: &random) {
    case 0: cancel(number)
    case 1: current.end = .expired
    default: pay(number, payable)
    }
  }

  private func pay(_ number: String, _ payable: Decimal) {
    // Goods without a price: there is nothing to pay, and the order is paid all the same.
    let tenders = payable == 0 ? [] : [["method": "card", "amount": "\(payable)"]]
    let paid = post("/order/pay", ["order_no": number, "payments": tenders])
    if paid?.status == 409, paid?.error == "order.expired" {
      current.end = .expired
    } else if paid?.status == 200, paid?.string("status") == "paid" {
      current.end = .paid
    } else {
      surprise("pay", paid)
    }
  }

  private func cancel(_ number: String) {
    let answer = post("/order/cancel", ["order_no": number, "reason": "changed my mind"])
    if answer?.status == 409, answer?.error == "order.expired" {
      current.end = .expired
    } else if answer?.status == 200, answer?.string("status") == "cancelled" {
      current.end = .cancelled
    } else {
      surprise("cancel", answer)
    }
  }

  /// Half up at two places, line by line; lines of one SKU are one line.
  private func amount(of lines: [SaleRecord.Line]) -> Decimal {
    var quantities: [Int: Int] = [:]
    for line in lines { quantities[line.product, default: 0] += line.quantity }
    return quantities.reduce(0) { sum, entry in
      var exact = (offer.prices[entry.key] ?? 0) * Decimal(entry.value)
      var rounded = Decimal()
      NSDecimalRound(&rounded, &exact, 2, .plain)
      return sum + rounded
    }
  }

  /// Asks again, with the same key, what could not be answered just now.
  private func post(_ path: String, _ body: Any) -> APIAnswer? {
    let key = "\(UInt64.random(in: 0...UInt64.max, using: &random))"
    for attempt in 0..<20 {
      if attempt > 0 {
        current.retries += 1
        usleep(100_000)
      }
      guard let answer = try? client.post(path, body, key: key) else { continue }
      if answer.status == 503 || answer.error == "idempotency.in_progress" { continue }
      return answer
    }
    return nil
  }

  private func surprise(_ what: String, _ answer: APIAnswer?) {
    current.surprises.append(
      "\(what): \(answer.map { "\($0.status) \($0.http.text)" } ?? "no answer")")
  }
}

/// SplitMix64, so that a printed seed gives the same day again.
struct SplitMix: RandomNumberGenerator, Sendable {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
