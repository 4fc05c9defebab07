import Foundation
import StackKit
import Testing

/// Aim: a document's number is one in whichever width it is written (contract part 2, section A),
/// and one of before, which had no form, is found as it is sent.
@Suite struct StockNumberTests {
  let stack: StockStack
  let clerk: StockActor

  init() throws {
    stack = try StockStack.get()
    clerk = StockActor(stack)
  }

  private static func wide(_ number: String) -> String {
    String(
      String.UnicodeScalarView(
        number.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
  }

  @Test func aNumberIsOneInEitherWidth() throws {
    let sku = try clerk.newSKU()
    let (arrival, lock) = (clerk.number(), clerk.number())
    let first = try clerk.receive([(sku, "5")], number: arrival)
    let again = try clerk.receive([(sku, "5")], number: " " + Self.wide(arrival))
    #expect(again.dataText == first.dataText, "\(again.http.text)")
    #expect(try clerk.lock([(sku, "3")], number: Self.wide(lock)).status == 201)
    #expect(try clerk.unlock(lock).string("released.0.qty") == "3.0000")
    #expect(try clerk.level(sku) == StockFigures(5, locked: 0))
  }

  @Test func aNumberOfBeforeIsFoundAsItWasSent() throws {
    let sku = try clerk.newSKU()
    let (arrival, lock) = (clerk.number(), clerk.number())
    let first = try clerk.receive([(sku, "5")], number: arrival)
    #expect(try clerk.lock([(sku, "3")], number: lock, seconds: 0).status == 201)
    for (table, column) in [
      ("business_document", "number"), ("stock_document", "ref_no"), ("stock_move", "ref_no"),
      ("stock_lock", "ref_no"),
    ] {
      for number in [arrival, lock] {
        _ = try stack.stack.sql(
          "UPDATE \(table) SET \(column) = '\(Self.wide(number))' WHERE \(column) = '\(number)'")
      }
    }
    let again = try clerk.receive([(sku, "5")], number: Self.wide(arrival))
    #expect(again.status < 300 && again.dataText == first.dataText, "\(again.http.text)")
    let held = try clerk.lock([(sku, "3")], number: Self.wide(lock), seconds: 0)
    #expect(held.string("lines.0.held") == "3.0000", "\(held.http.text)")
    for path in ["/stock/lock/list?ref_no=", "/stock/move/list?ref_no="] {
      let number = path.contains("lock") ? lock : arrival
      let asked = Self.wide(number).addingPercentEncoding(withAllowedCharacters: .alphanumerics)
      #expect(try clerk.client.get(path + (asked ?? "")).items.count == 1)
    }
    #expect(try clerk.issue([(sku, "2")], fromLock: Self.wide(lock)).status == 201)
    #expect(try clerk.unlock(Self.wide(lock)).string("released.0.qty") == "1.0000")
    #expect(try clerk.level(sku) == StockFigures(3, locked: 0))
  }

  /// What was posted before numbers had a scope is not posted again in any, though the goods would
  /// suffice for it, nor refused because they do not.
  @Test(arguments: [false, true])
  func aNumberWithoutAScopeHoldsInAll(isKeyed: Bool) throws {
    let sku = try clerk.newSKU()
    let (large, small) = (clerk.number(), clerk.number())
    _ = try clerk.receive([(sku, "9")])
    let taken = try clerk.issue([(sku, "5")], number: large)
    let rest = try clerk.issue([(sku, "1")], number: small)
    _ = try stack.stack.sql(
      "UPDATE business_document SET scope = '' WHERE number IN ('\(large)', '\(small)')")
    func again(_ number: String, _ quantity: String) throws -> APIAnswer {
      try clerk.issue([(sku, quantity)], number: number, key: isKeyed ? UUID().uuidString : nil)
    }
    #expect(try again(large, "5").dataText == taken.dataText, "3 pieces are there")
    #expect(try again(small, "1").dataText == rest.dataText)
    let other = try again(small, "2")
    #expect(other.status == 409 && other.error == "document.conflict", "\(other.http.text)")
    #expect(try clerk.level(sku) == StockFigures(3, locked: 0))
  }
}
