import Testing

@testable import Kernel

@Suite struct FixedDecimalTests {
  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("1", 100), ("1.5", 150), ("1.50", 150), ("-12.34", -1234),
      ("1e2", 10_000), ("1E+2", 10_000), ("150e-1", 1500), ("100000e-5", 100),
      ("0e999999999999999999999", 0), ("9999999999999999.99", 999_999_999_999_999_999),
      ("0.000001e6", 100), ("1e0000000000000000000000000001", 1000),
    ] as [(String, Int64)])
  func readsExactly(text: String, scaled: Int64) throws {
    #expect(try Money(parsing: text).scaled == scaled)
  }

  @Test(
    arguments: [
      ("", .notANumber), ("-", .notANumber), ("+1", .notANumber), ("01", .notANumber),
      (".5", .notANumber), ("1.", .notANumber), ("1e", .notANumber), ("1e+", .notANumber),
      (" 1", .notANumber), ("1 ", .notANumber), ("0x1", .notANumber), ("NaN", .notANumber),
      ("--1", .notANumber), ("-01", .notANumber), ("1.2.3", .notANumber), ("１", .notANumber),
      ("1.500", .tooManyPlaces), ("0.001", .tooManyPlaces), ("1e-3", .tooManyPlaces),
      ("1e-999999999999999999999", .tooManyPlaces), ("1e400", .outOfRange),
      ("1e99999999999999999999", .outOfRange), ("10000000000000000", .outOfRange),
      ("-10000000000000000", .outOfRange), ("1e16", .outOfRange),
      ("99999999999999999999999999999999999999", .outOfRange),
    ] as [(String, DecimalFault)])
  func refuses(text: String, fault: DecimalFault) {
    #expect(throws: fault) { try Money(parsing: text) }
  }

  @Test func writesAllPlaces() throws {
    #expect(try Money(checking: 1230).description == "12.30")
    #expect(try Money(checking: -5).description == "-0.05")
    #expect(Money.zero.description == "0.00")
    #expect(UnitCost.zero.description == "0.000000")
    #expect(Money.maximum.description == "9999999999999999.99")
    #expect((-Money.maximum).description == "-9999999999999999.99")
  }

  @Test func roundsHalvesAwayFromZero() throws {
    let half = try #require(Quantity(exactly: "0.5"))
    #expect(try UnitPrice(parsing: "0.01").amount(for: half) == Money(parsing: "0.01"))
    #expect(try UnitPrice(parsing: "-0.01").amount(for: half) == Money(parsing: "-0.01"))
    #expect(try UnitPrice(parsing: "0.0099").amount(for: half) == Money.zero)
    #expect(try UnitPrice(parsing: "19.99").amount(for: Quantity(whole: 3)).scaled == 5997)
    #expect(throws: DecimalFault.outOfRange) { try UnitPrice.maximum.amount(for: .maximum) }
  }
}
