import Foundation
import Kernel
import StackKit

/// Moves of some SKUs as the stock centre would tell of them, and what they must come to, reckoned
/// here in whole millionths.
struct MoveBook {
  struct Total: Equatable {
    var quantity: Int128 = 0
    var value: Int128 = 0
    var sequence = 0
  }

  /// An event's payload for each document.
  private(set) var documents: [String] = []
  private(set) var totals: [Int: Total] = [:]
  private(set) var moves = 0
  private var sales: [(sku: Int, quantity: Int128, value: Int128, number: String)] = []

  init(
    skus: [Int], documents count: Int, lines: Int, tag: String,
    using random: inout SeededGenerator
  ) {
    for document in 0..<count {
      var picked: Set<Int> = []
      while picked.count < lines, let sku = skus.randomElement(using: &random) {
        picked.insert(sku)
      }
      add(picked.sorted(), "\(tag)-\(document)", using: &random)
    }
  }

  private mutating func add(
    _ skus: [Int], _ number: String, using random: inout SeededGenerator
  ) {
    if let index = sales.indices.randomElement(using: &random),
      Int.random(in: 0..<8, using: &random) == 0
    {
      let sale = sales.remove(at: index)
      let line = post(sale.sku, sale.quantity, sale.value, cost: nil)
      document("return", number, origin: sale.number, [line])
      return
    }
    let isArrival = Int.random(in: 0..<3, using: &random) == 0
    var incoming: [String] = []
    var outgoing: [String] = []
    for sku in skus {
      let total = totals[sku, default: Total()]
      let quantity = Int128(Int.random(in: 1...20, using: &random))
      if isArrival || total.quantity <= quantity {
        let cost = Int128(Int.random(in: 1...9_999_999, using: &random))
        incoming.append(post(sku, quantity, quantity * cost, cost: cost))
      } else {
        // A half goes away from zero; there is more on hand than leaves.
        let value = (2 * total.value * quantity + total.quantity) / (2 * total.quantity)
        outgoing.append(post(sku, -quantity, -value, cost: nil))
        sales.append((sku, quantity, value, "\(number)-s"))
      }
    }
    if !incoming.isEmpty { document("purchase", "\(number)-p", origin: nil, incoming) }
    if !outgoing.isEmpty { document("sale", "\(number)-s", origin: nil, outgoing) }
  }

  private mutating func post(
    _ sku: Int, _ quantity: Int128, _ value: Int128, cost: Int128?
  ) -> String {
    moves += 1
    totals[sku, default: Total()].quantity += quantity
    totals[sku, default: Total()].value += value
    totals[sku, default: Total()].sequence += 1
    let total = totals[sku] ?? Total()
    let price = cost.map { "\"\(Self.text($0))\"" } ?? "null"
    return """
      {"sku_id":\(sku),"warehouse_id":1,"on_hand":"\(total.quantity)","locked":"0",\
      "available":"\(total.quantity)","version":\(total.sequence),"move":{"move_id":\(moves),\
      "seq":\(total.sequence),"qty":"\(quantity)","unit_cost":\(price),"batch_no":null}}
      """
  }

  private mutating func document(
    _ type: String, _ number: String, origin: String?, _ lines: [String]
  ) {
    let from = origin.map { #"{"ref_type":"sale","ref_no":"\#($0)"}"# } ?? "null"
    documents.append(
      """
      {"document":{"kind":"in","ref_type":"\(type)","ref_no":"\(number)","origin":\(from)},\
      "lines":[\(lines.joined(separator: ","))]}
      """)
  }

  /// Millionths as a decimal with 6 places.
  static func text(_ millionths: Int128) -> String {
    let digits = String(millionths.magnitude)
    let padded = String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    return "\(millionths < 0 ? "-" : "")\(padded.dropLast(6)).\(padded.suffix(6))"
  }

  /// Puts the documents into the outbox in the order given, some of them twice.
  func publish(_ order: [Int], on stack: Stack) throws {
    for start in stride(from: 0, to: order.count, by: 500) {
      let rows = order[start..<min(start + 500, order.count)].map { index in
        "('stock','StockChanged',1,NOW(6),'test','d\(index)','r\(index)','\(documents[index])')"
      }
      try stack.sql(
        """
        INSERT INTO outbox (stream, type, version, occurred_at, source, event_key, request_id,
        payload) VALUES \(rows.joined(separator: ","))
        """)
    }
  }

  /// How many SKUs are not what they must be; their lines for people.
  func differences(on stack: Stack) throws -> [String] {
    let rows = try stack.sql("SELECT sku_id, on_hand, value, last_seq FROM cost_sku")
    let stored = Dictionary(
      rows.map { ($0[0], Array($0.dropFirst())) }, uniquingKeysWith: { first, _ in first })
    return totals.compactMap { sku, total in
      let expected = ["\(total.quantity).0000", Self.text(total.value), "\(total.sequence)"]
      let found = stored["\(sku)"] ?? []
      return found == expected ? nil : "SKU \(sku): \(found), expected \(expected)"
    }
  }
}
