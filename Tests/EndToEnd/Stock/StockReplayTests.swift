import StackKit
import Testing

/// Aim: a document that is posted again has one effect, and is answered to those who may see it.
@Suite struct StockReplayTests {
  let stack: StockStack
  let clerk: StockActor

  init() throws {
    stack = try StockStack.get()
    clerk = StockActor(stack)
  }

  @Test func aReleaseWithANumberReleasesOnce() throws {
    let sku = try clerk.newSKU()
    try clerk.receive([(sku, "9")])
    let (lock, release) = (clerk.number(), clerk.number())
    #expect(try clerk.lock([(sku, "6")], number: lock, seconds: 0).status == 201)
    let first = try clerk.unlock(lock, [(sku, "2")], as: release)
    #expect(first.string("released.0.qty") == "2.0000", "\(first.http.text)")
    let again = try clerk.unlock(lock, [(sku, "1.5"), (sku, "0.5")], as: release)
    #expect(again.status == 200 && again.dataText == first.dataText, "\(again.http.text)")
    for lines in [[(sku: sku, qty: "3")], nil] {
      let other = try clerk.unlock(lock, lines, as: release)
      #expect(other.status == 409 && other.error == "document.conflict", "\(other.http.text)")
    }
    #expect(try clerk.level(sku) == StockFigures(9, locked: 4))
    // Without a number it is as before: once more is two more.
    _ = try clerk.unlock(lock, [(sku, "2")])
    #expect(try clerk.unlock(lock, as: clerk.number()).string("released.0.qty") == "2.0000")
  }

  /// What others posted out of their lock is not told to whoever knows the numbers.
  @Test func anothersDocumentsAreNotReplayed() throws {
    let sku = try clerk.newSKU()
    let theirs = try clerk.newWarehouse(organisation: 33)
    try clerk.receive([(sku, "5")], at: theirs)
    let (lock, out, release) = (clerk.number(), clerk.number(), clerk.number())
    let owner = StockActor(stack, scope: "33", organisation: 33)
    #expect(try owner.lock([(sku, "4")], at: theirs, number: lock).status == 201)
    let stranger = StockActor(stack, scope: "44,45", organisation: 44)
    #expect(try clerk.issue([(sku, "1")], fromLock: lock, number: out).status == 201)
    #expect(try clerk.unlock(lock, [(sku, "1")], as: release).status == 200)
    for answer in [
      try owner.issue([(sku, "1")], fromLock: lock, number: out),
      try owner.unlock(lock, [(sku, "1")], as: release),
    ] { #expect(answer.status < 300, "\(answer.http.text)") }
    for answer in [
      try stranger.issue([(sku, "1")], fromLock: lock, number: out),
      try stranger.unlock(lock, [(sku, "1")], as: release),
    ] { #expect(answer.error == "stock.lock_not_found", "\(answer.http.text)") }
    #expect(try clerk.level(sku) == StockFigures(4, locked: 2))
  }
}
