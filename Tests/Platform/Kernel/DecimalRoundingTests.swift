import Testing

@testable import Kernel

@Suite struct DecimalRoundingTests {
  @Test(
    arguments: [
      ("0.0001", "0.5", .halfUp, 1), ("-0.0001", "0.5", .halfUp, -1),
      ("0.0001", "0.4999", .halfUp, 0), ("-0.0001", "0.4999", .halfUp, 0),
      ("0.0001", "0.0001", .up, 1), ("-0.0001", "0.0001", .up, -1), ("1", "0.5", .up, 5000),
      ("0.0001", "0.9999", .down, 0), ("-0.0001", "0.9999", .down, 0),
    ] as [(String, String, Rounding, Int64)])
  func atTheLastPlace(quantity: String, rate: String, rounding: Rounding, scaled: Int64) throws {
    let result: Quantity = try Quantity(parsing: quantity).multiplied(
      by: Rate(parsing: rate), rounding: rounding)
    #expect(result.scaled == scaled)
  }

  @Test func exactRefusesWhatDoesNotFit() throws {
    let price = try UnitPrice(parsing: "1.2345")
    #expect(throws: DecimalFault.tooManyPlaces) { try price.converted(to: Money.self) }
    #expect(try price.converted(to: Money.self, rounding: .halfUp).description == "1.23")
    #expect(try price.converted(to: UnitCost.self).description == "1.234500")
    #expect(try Money(parsing: "7.10").converted(to: UnitPrice.self).description == "7.1000")
    #expect(throws: DecimalFault.outOfRange) { try Money.maximum.converted(to: UnitCost.self) }
    #expect(throws: DecimalFault.outOfRange) { try Money(checking: .min) }
    #expect(throws: DecimalFault.outOfRange) { try Money(whole: .max) }
  }

  @Test func divisionByZeroIsRefused() throws {
    #expect(throws: DecimalFault.notANumber) {
      let _: UnitCost = try Money.maximum.divided(by: Quantity.zero)
    }
    let largest: Money = try Money.maximum.divided(by: Money.maximum)
    #expect(largest.description == "1.00")
    #expect(throws: DecimalFault.outOfRange) {
      let _: UnitCost = try UnitCost.maximum.divided(by: UnitCost(checking: 1))
    }
  }

  @Test func aHugeExponentCostsNothing() throws {
    let clock = ContinuousClock()
    let digits = String(repeating: "9", count: 100_000)
    let time = clock.measure {
      #expect(Money(exactly: "1e999999999999") == nil)
      #expect(Money(exactly: "1e-999999999999") == nil)
      #expect(Money(exactly: "1e" + digits) == nil)
      #expect(Money(exactly: "1e-" + digits) == nil)
      #expect(Money(exactly: digits) == nil)
      #expect(
        Money(exactly: "0." + String(repeating: "0", count: 100_000) + "1e100001")
          == Money(exactly: "1"))
    }
    #expect(time < .seconds(2))
  }
}
