import Kernel
import Testing

@testable import ItemDomain

/// Aim: every cell of an import row is read, and every fault of a row is named at once.
@Suite struct CatalogueRowTests {
  private func header(_ text: String) -> (CatalogueHeader, [CatalogueHeader.Fault]) {
    CatalogueHeader.read(record(text))
  }

  private func record(_ text: String) -> CSVRecord {
    var records: [CSVRecord] = []
    var reader = CSVReader()
    func take(_ row: Int, _ result: Result<CSVRecord, CSVFault>) {
      if case .success(let record) = result { records.append(record) }
    }
    reader.consume(Array(text.utf8), take)
    reader.finish(take)
    return records.first ?? CSVRecord()
  }

  private func read(_ names: String, _ cells: String) -> (CatalogueRow?, [String: RowFault.Reason])
  {
    let (row, faults) = CatalogueRowReader.read(record(cells), row: 7, under: header(names).0)
    return (row, Dictionary(faults.map { ($0.field, $0.reason) }) { first, _ in first })
  }

  @Test func headerFaultsAreAllNamed() {
    #expect(
      header("code,foo,NAME,code").1 == [.unknown("foo"), .repeated("code"), .missing(.price)])
    #expect(header("Code,Name,Price,barcode").1 == [])
  }

  @Test func everyColumn() throws {
    let names = CatalogueColumn.allCases.map(\.rawValue).joined(separator: ",")
    let cells =
      "A1,苹果,Food/Fruit,Fuji,raw,kg,inactive,42,color=red;size=L,1.50,11 22,"
      + "box=12:33 44;case=144,standard,0.123456,yes,5"
    let (row, faults) = read(names, cells)
    #expect(faults.isEmpty)
    let found = try #require(row)
    #expect(found.code == "A1" && found.name == "苹果" && found.category == "Food/Fruit")
    #expect(found.brand == "Fuji" && found.kind == .raw && found.baseUnit == "kg")
    #expect(found.status == .inactive && found.skuID == 42)
    #expect(found.spec.words == "red / L")
    #expect(found.price.description == "1.5000" && found.barcodes == ["11", "22"])
    #expect(found.units?.map(\.name) == ["box", "case"])
    #expect(found.units?.first?.factor.description == "12.0000")
    #expect(found.units?.first?.barcodes == ["33", "44"])
    #expect(found.costMethod == .standard && found.standardCost?.description == "0.123456")
    #expect(found.allowNegative == true && found.safetyStock?.description == "5.0000")
  }

  @Test func emptyCellsSayNothing() {
    let (row, faults) = read("code,name,price,brand,barcodes,kind", "A,b,0,,,")
    #expect(faults.isEmpty)
    #expect(row?.brand == nil && row?.barcodes == nil && row?.kind == nil && row?.spec == Spec.none)
  }

  @Test func everyFaultAtOnce() {
    let (row, faults) = read(
      "code,name,price,kind,sku_id,spec,barcodes,units,allow_negative,standard_cost,safety_stock",
      "A 1,,1.23456,thing,x,red,1\u{7F},box=0,maybe,-1,99999999999999999")
    #expect(row == nil)
    #expect(
      faults == [
        "code": .notACode, "name": .required, "price": .tooManyPlaces(4),
        "kind": .notOneOf(["finished", "semi", "raw", "service"]), "sku_id": .notAnID,
        "spec": .notPairs, "barcodes": .controlCharacters, "units": .notPositive,
        "allow_negative": .notABoolean, "standard_cost": .negative, "safety_stock": .outOfRange,
      ])
  }

  @Test func priceIsRequired() {
    #expect(read("code,name,price", "A,b,").1 == ["price": .required])
    #expect(read("code,name,price", "A,b").1 == ["price": .required])
    #expect(read("code,name,price", "A,b,ten").1 == ["price": .notADecimal])
  }

  @Test func whatIsWrittenIsRead() throws {
    let item = Item(
      code: "A1", name: "a, \"b\"", brand: "c", kind: .semi, baseUnit: "kg", status: .inactive,
      skus: [
        SKU(
          id: 9, spec: Spec([.init(key: "co;lor", value: "re=d")]),
          price: try UnitPrice(checking: 12_345), costMethod: .standard,
          standardCost: try UnitCost(checking: 7), allowNegative: true,
          safetyStock: try Quantity(checking: 5), barcodes: ["1", "2"],
          units: [PackUnit(name: "b:x", factor: try Quantity(whole: 12), barcodes: ["3"])])
      ])
    var writer = CSVWriter()
    CatalogueLine.write(item.skus[0], of: item, category: "", into: &writer)
    let names = CatalogueColumn.allCases.map(\.rawValue).joined(separator: ",")
    let (row, faults) = read(names, String(decoding: writer.bytes, as: UTF8.self))
    #expect(faults.isEmpty)
    var copy = Item(code: "A1", name: "", skus: [SKU(id: 9, price: .zero)])
    let found = try #require(row)
    found.apply(to: &copy, categoryID: nil)
    found.apply(to: &copy.skus[0])
    #expect(copy == item)
  }
}
