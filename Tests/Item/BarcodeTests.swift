import Testing

@testable import ItemDomain

/// Aim: spellings of one GTIN are one barcode, and nothing else is.
@Suite struct BarcodeTests {
  @Test(arguments: [
    ("96385074", "00000096385074"), ("036000291452", "00036000291452"),
    ("4006381333931", "04006381333931"), ("10614141000415", "10614141000415"),
  ])
  func validNumbersAreComparedInFull(_ code: String, _ key: String) {
    #expect(Barcode.key(code) == key && !Barcode.hasWrongCheckDigit(code))
  }

  @Test(arguments: ["96385075", "036000291453", "4006381333930", "10614141000416"])
  func wrongCheckDigitsAreToldAndComparedAsTheyStand(_ code: String) {
    #expect(Barcode.key(code) == code && Barcode.hasWrongCheckDigit(code))
  }

  @Test(arguments: [
    "", "0", "4006381", "400638133393", "A4006381333931", "40063813339３1", "9638507X",
  ])
  func allElseIsItself(_ code: String) {
    #expect(Barcode.key(code) == code)
  }

  @Test func theExactSpellingWins() {
    let owners = BarcodeOwners([
      .init(code: "036000291452", skuID: 1), .init(code: "0036000291452", skuID: 2),
    ])
    #expect(owners.binding(of: "036000291452")?.skuID == 1)
    #expect(owners.binding(of: "0036000291452")?.skuID == 2)
    #expect(owners.binding(of: "00036000291452")?.skuID == 2)
    #expect(owners.binding(of: "4006381333931") == nil)
  }
}
