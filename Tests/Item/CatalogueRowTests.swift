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
    #expect(found.spec?.words == "red / L")
    #expect(found.price.description == "1.5000" && found.barcodes == ["11", "22"])
    #expect(found.units?.map(\.name) == ["box", "case"])
    #expect(found.units?.first?.factor.description == "12.0000")
    #expect(found.units?.first?.barcodes == ["33", "44"])
    #expect(found.costMethod == .standard && found.standardCost?.description == "0.123456")
    #expect(found.allowsNegative == true && found.safetyStock?.description == "5.0000")
  }

  @Test func emptyCellsSayNothing() {
    let (row, faults) = read("code,name,price,brand,barcodes,kind", "A,b,0,,,")
    #expect(faults.isEmpty)
    #expect(row?.brand == nil && row?.barcodes == nil && row?.kind == nil && row?.spec == nil)
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

  @Test func chineseHeadersAndValues() throws {
    #expect(header("编码,名称,售价,sku_id").1 == [])
    #expect(header("编码,名称,售价,价格").1 == [.repeated("价格")])
    let (row, faults) = read(
      "编码,ＮＡＭＥ,分类,品牌,类型,单位,状态,规格,价格,条码,包装,计价方法,标准成本,允许负库存,安全库存",
      "Ａ１,茶, 饮料 ,,半成品,瓶,停用,色=红,1,６９０,箱=12:33,标准,2,是,3")
    #expect(faults.isEmpty)
    let found = try #require(row)
    #expect(found.code == "A1" && found.category == "饮料" && found.kind == .semi)
    #expect(found.status == .inactive && found.barcodes == ["690"] && found.costMethod == .standard)
    #expect(found.allowsNegative == true && found.units?.first?.name == "箱")
    #expect(read("code,name,price,allow_negative", "a,b,1,否").0?.allowsNegative == false)
    for (text, kind) in [("成品", ItemKind.finished), ("原料", .raw), ("服务", .service)] {
      #expect(read("code,name,price,kind", "a,b,1,\(text)").0?.kind == kind)
    }
  }

  @Test func cellsBeyondTheHeaderAreNamed() {
    #expect(read("code,price,name", "a,1,茶,绿").1 == ["row": .beyondHeader(4)])
    #expect(read("code,price,name", "a,1,茶, ,　").1.isEmpty)
  }

  @Test(arguments: ["6.97E+12", "6.97e12", "+6,97E-3", "7E12"])
  func mangledBarcodesAreNamed(_ text: String) {
    let faults = read("code,name,price,barcodes,units", "a,b,1,\"690 \(text)\",\"box=12:\(text)\"")
      .1
    #expect(faults == ["barcodes": .barcodeMangled(text), "units": .barcodeMangled(text)])
  }

  @Test func whatSpreadsheetsPutAroundATextGoes() {
    func name(_ cell: String) -> String? { read("code,price,name", "a,1,\(cell)").0?.name }
    #expect(name("\"=\"\"0690\"\"\"") == "0690")
    #expect(name("=\"a\"\"\"\"b\"") == "a\"\"b")
    #expect(name("'0690") == "0690" && name("'=1+1") == "=1+1" && name("''a") == "'a")
    #expect(name("'a") == "'a" && name("'") == "'" && name("'1a") == "'1a")
    #expect(read("code,name,price,barcodes", "a,b,1,'0690").0?.barcodes == ["0690"])
  }

  @Test func formulasAreWrittenAsText() throws {
    for text in ["=1+1", "+1", "-1", "@a", "'a", "'12", "=\"x\"", "12", "a"] {
      var writer = CSVWriter()
      let item = Item(code: "A1", name: text, brand: text, skus: [SKU(id: 9, price: .zero)])
      CatalogueLine.write(item.skus[0], of: item, category: "", into: &writer)
      let line = String(decoding: writer.bytes, as: UTF8.self)
      #expect(!line.contains(",=") && !line.contains(",\"=") && !line.contains(",@"))
      let names = CatalogueColumn.allCases.map(\.rawValue).joined(separator: ",")
      let found = try #require(read(names, line).0)
      #expect(found.name == text && found.brand == text)
    }
  }

  @Test func specsAreBounded() {
    let long = String(repeating: "字", count: 100)
    let spec = (0..<20).map { "k\($0)=\(long)" }.joined(separator: ";")
    #expect(read("code,name,price,spec", "a,b,1,\(spec)").1 == ["spec": .specTooLong])
    let entries = (0..<20).map { Spec.Entry(key: "k\($0)", value: "a\"b\\c\u{1}") }
    #expect(Spec(entries).jsonBytes == 20 * (2 + 2 + 1 + 2 + 13) + 10 + 21)
    #expect(Spec.none.jsonBytes == 2)
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
          standardCost: try UnitCost(checking: 7), allowsNegative: true,
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
