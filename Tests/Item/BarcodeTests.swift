import Kernel
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

  @Test func aBarcodeIsBoundOnceAndTakenAway() throws {
    let twelve = "036000291452"
    var item = Item(
      code: "A", name: "a",
      skus: [
        SKU(
          id: 5, price: .zero,
          units: [PackUnit(name: "box", factor: try Quantity(whole: 12), barcodes: ["2"])])
      ])
    let mine = BarcodeOwners([.init(code: twelve, skuID: 5)])
    let others = BarcodeOwners([.init(code: "3", skuID: 9)])
    #expect(try item.bind(twelve, toSKU: 0, unit: nil, BarcodeOwners()))
    #expect(try !item.bind("0" + twelve, toSKU: 0, unit: "pcs", mine))
    #expect(item.skus[0].barcodes == [twelve])
    #expect(throws: ItemRefusal.barcodeTaken([.init(code: "3", skuID: 9)])) {
      try item.bind("3", toSKU: 0, unit: "box", others)
    }
    #expect(throws: ItemRefusal.packUnitNotFound) {
      try item.bind("4", toSKU: 0, unit: "case", others)
    }
    try item.unbind("0" + twelve, ofSKU: 0)
    try item.unbind("2", ofSKU: 0)
    #expect(item.skus[0].allBarcodes.isEmpty)
    #expect(throws: ItemRefusal.barcodeNotFound) { try item.unbind("2", ofSKU: 0) }
  }

  @Test func aUnitChangesByOneVersion() {
    let unit = UnitOfMeasure(name: "kg", titleChinese: nil, titleEnglish: nil, decimals: 3)
    #expect(unit.changed(title: nil, decimals: 3) == nil)
    let next = unit.changed(title: ("千克", nil), decimals: 2)
    #expect(next?.version == 2 && next?.titleChinese == "千克" && next?.decimals == 2)
  }
}
