import Kernel
import StockDomain
import Testing

@Suite struct StockLevelTests {
  @Test func availableIsTheDifference() throws {
    let level = try level(10, locked: 4)
    #expect(level.available == quantity(6))
    #expect(StockLevel.empty.available == .zero)
  }

  @Test func takingMoreThanAvailableIsRefused() throws {
    let level = try level(10, locked: 4)
    for change in [StockChange.moving(quantity(-7)), .locking(quantity(7))] {
      #expect(throws: StockLevelFault.insufficient) {
        try level.applying(change, allowsNegative: false)
      }
      #expect(try level.applying(change, allowsNegative: true).available == quantity(-1))
    }
  }

  @Test func givingIsWelcomeBelowZeroToo() throws {
    let below = try level(-5, locked: 2)
    #expect(try below.applying(.moving(quantity(3)), allowsNegative: false).onHand == quantity(-2))
    let freed = try below.applying(.unlocking(quantity(2)), allowsNegative: false)
    #expect(freed.available == quantity(-5))
  }

  @Test func lockedGoodsLeaveWithoutAskingWhatIsAvailable() throws {
    let level = try level(4, locked: 4)
    let after = try level.applying(.issuingLocked(quantity(3)), allowsNegative: false)
    #expect(after.onHand == quantity(1))
    #expect(after.locked == quantity(1))
    #expect(throws: StockLevelFault.notHeld) {
      try level.applying(.issuingLocked(quantity(5)), allowsNegative: true)
    }
  }

  @Test func whatDoesNotFitIsRefused() throws {
    let full = try StockLevel(onHand: .maximum, locked: .zero)
    #expect(throws: StockLevelFault.overflow) {
      try full.applying(.moving(quantity(1)), allowsNegative: true)
    }
    let deep = try StockLevel(onHand: -Quantity.maximum, locked: .zero)
    #expect(throws: StockLevelFault.overflow) {
      try deep.applying(.locking(quantity(1)), allowsNegative: true)
    }
  }

  /// Aim: whatever is applied in whatever order, a level that must not be negative never is, the
  /// parts always make the whole, and a refused change changes nothing.
  @Test(arguments: UInt64(1)...40)
  func anySequenceKeepsTheRules(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var level = StockLevel.empty
    var moved: Int64 = 0
    var held: Int64 = 0
    for _ in 0..<500 {
      let amount = Int64.random(in: 1...9, using: &random)
      let (change, onHand, locked): (StockChange, Int64, Int64) =
        switch Int.random(in: 0..<5, using: &random) {
        case 0: (.moving(quantity(amount)), amount, 0)
        case 1: (.moving(quantity(-amount)), -amount, 0)
        case 2: (.locking(quantity(amount)), 0, amount)
        case 3: (.unlocking(quantity(amount)), 0, -amount)
        default: (.issuingLocked(quantity(amount)), -amount, -amount)
        }
      guard let after = try? level.applying(change, allowsNegative: false) else { continue }
      level = after
      moved += onHand
      held += locked
      #expect(level.onHand == quantity(moved), "seed \(seed)")
      #expect(level.locked == quantity(held), "seed \(seed)")
      #expect(level.available == quantity(moved - held), "seed \(seed)")
      #expect(level.available >= .zero && level.locked >= .zero, "seed \(seed)")
    }
  }

  private func level(_ onHand: Int64, locked: Int64) throws -> StockLevel {
    try StockLevel(onHand: quantity(onHand), locked: quantity(locked))
  }
}

func quantity(_ whole: Int64) -> Quantity { Quantity(exactly: "\(whole)") ?? .zero }
