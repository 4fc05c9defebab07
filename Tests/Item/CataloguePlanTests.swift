import Kernel
import Testing

@testable import ItemDomain

/// Aim: a batch of rows becomes the right changes, and a row at fault changes nothing.
@Suite struct CataloguePlanTests {
  private func row(
    _ number: Int, _ code: String, name: String = "n", spec: String = "", price: Int64 = 10_000,
    barcodes: [String]? = nil, category: String? = nil, sku: Int64? = nil
  ) throws -> CatalogueRow {
    let pairs = spec.isEmpty ? nil : PairText.parse(spec)
    return CatalogueRow(
      row: number, code: code, name: name, category: category, skuID: sku,
      spec: pairs.map { Spec($0.map { Spec.Entry(key: $0.key, value: $0.value) }) },
      price: try UnitPrice(checking: price), barcodes: barcodes)
  }

  private func plan(
    _ existing: [Item] = [], owners: [String: Int64] = [:], categories: [String: Int64] = [:]
  ) -> CataloguePlan {
    var plan = CataloguePlan(categories: categories)
    plan.learn(existing, owners.map { BarcodeOwners.Binding(code: $0, skuID: $1) })
    return plan
  }

  private func stored(_ code: String, skus: [SKU]) -> Item {
    Item(id: 1, code: code, name: "n", version: 3, skus: skus)
  }

  @Test func rowsOfOneCodeAreOneItem() throws {
    var plan = plan()
    plan.add(try row(2, "A", spec: "c=red"))
    plan.add(try row(3, "A", name: "later", spec: "c=blue"))
    plan.add(try row(4, "A", spec: "c=red", price: 5))
    #expect(plan.created == 2 && plan.updated == 1 && plan.faults.isEmpty)
    #expect(plan.changes.count == 1 && plan.changes[0].before == nil)
    #expect(plan.changes[0].after.skus.map(\.price.scaled) == [5, 10_000])
  }

  @Test func nothingChangedIsSeen() throws {
    let sku = SKU(
      id: 5, spec: Spec([.init(key: "c", value: "red")]), price: try UnitPrice(checking: 10_000),
      barcodes: ["1"])
    let item = stored("A", skus: [sku])
    var plan = plan([item], owners: ["1": 5])
    plan.add(try row(2, "A", spec: "c=red", barcodes: ["1"]))
    #expect(plan.unchanged == 1 && plan.updated == 0)
    #expect(plan.changes[0].before == plan.changes[0].after)
  }

  @Test func skuIsFoundByIDAndMayGetAnotherSpec() throws {
    let item = stored(
      "A", skus: [SKU(id: 5, price: .zero), SKU(id: 6, price: .zero)])
    var plan = plan([item])
    plan.add(try row(2, "A", spec: "c=red", sku: 6))
    plan.add(try row(3, "A", sku: 7))
    #expect(plan.updated == 1)
    #expect(plan.changes[0].after.skus[1].spec.words == "red")
    #expect(plan.faults == [RowFault(row: 3, field: "sku_id", reason: .unknownSKU)])
  }

  @Test func barcodesOfOthersAreRefused() throws {
    var plan = plan(owners: ["1": 99])
    plan.add(try row(2, "A", barcodes: ["1"]))
    plan.add(try row(3, "B", barcodes: ["2"]))
    plan.add(try row(4, "C", barcodes: ["2"]))
    plan.add(try row(5, "B", spec: "c=red", barcodes: ["2"]))
    plan.add(try row(6, "D", barcodes: ["3", "3"]))
    #expect(plan.changes.map(\.after.code) == ["B"])
    #expect(
      plan.faults.map(\.reason) == [
        .barcodeTaken(code: "1", sku: 99), .barcodeTaken(code: "2", sku: 0),
        .item(.repeatedBarcode), .item(.repeatedBarcode),
      ])
    #expect(plan.faults.map(\.field) == ["barcodes", "barcodes", "barcodes", "barcodes"])
    #expect(plan.created == 1)
  }

  @Test func spellingsOfOneGTINAreOneBarcode() throws {
    let (twelve, thirteen) = ("036000291452", "0036000291452")
    var plan = plan(owners: [twelve: 9])
    plan.add(try row(2, "A", barcodes: [thirteen]))
    plan.add(try row(3, "B", barcodes: ["4006381333931"]))
    plan.add(try row(4, "C", barcodes: ["04006381333931"]))
    plan.add(try row(5, "D", barcodes: ["96385074", "0000096385074"]))
    #expect(
      plan.faults.map(\.reason) == [
        .barcodeTaken(code: thirteen, sku: 9), .barcodeTaken(code: "04006381333931", sku: 0),
        .item(.repeatedBarcode),
      ])
  }

  /// Two bindings of before that are one GTIN stay, each with whom it was.
  @Test func twinsOfBeforeStay() throws {
    let (twelve, thirteen) = ("036000291452", "0036000291452")
    func item(_ code: String, _ id: Int64, _ barcodes: [String]) -> Item {
      Item(
        id: id, code: code, name: "n", skus: [SKU(id: id, price: .zero, barcodes: barcodes)])
    }
    var plan = plan(
      [item("A", 5, [twelve]), item("B", 6, [thirteen])], owners: [twelve: 5, thirteen: 6])
    plan.add(try row(2, "A", barcodes: [twelve]))
    plan.add(try row(3, "B", barcodes: [thirteen]))
    plan.add(try row(4, "C", barcodes: ["00036000291452"]))
    #expect(plan.updated == 2)
    #expect(plan.faults.map(\.row) == [4])
    let both = item("A", 5, [twelve, thirteen])
    #expect(both.faults(before: both).isEmpty && both.faults().count == 1)
  }

  @Test func whatARowFreesALaterOneMayTake() throws {
    let item = stored("A", skus: [SKU(id: 5, price: .zero, barcodes: ["1"])])
    var plan = plan([item], owners: ["1": 5])
    plan.add(try row(2, "A", barcodes: ["2"]))
    plan.add(try row(3, "B", barcodes: ["1"]))
    plan.add(try row(4, "A", barcodes: ["3"]))
    plan.add(try row(5, "C", barcodes: ["2"]))
    #expect(plan.faults.isEmpty && plan.created == 2 && plan.updated == 2)
  }

  @Test func aRowWithoutSpecMeansTheOnlySKU() throws {
    let red = SKU(id: 5, spec: Spec([.init(key: "c", value: "red")]), price: .zero)
    var plan = plan([stored("A", skus: [red])])
    plan.add(try row(2, "A"))
    #expect(plan.changes[0].after.skus.map(\.spec) == [red.spec] && plan.updated == 1)
    plan.add(try row(3, "A", spec: "c=blue"))
    plan.add(try row(4, "A"))
    plan.add(try row(5, "A", sku: 5))
    #expect(plan.faults == [RowFault(row: 4, field: "spec", reason: .specMissing)])
    #expect(plan.changes[0].after.skus[0].spec == red.spec)
  }

  @Test func rowsThatContradictAreTold() throws {
    var memory = FileMemory()
    #expect(memory.note(try row(2, "A", spec: "c=red")).isEmpty)
    #expect(memory.note(try row(3, "A", spec: "c=blue", price: 5)).isEmpty)
    #expect(
      memory.note(try row(4, "A", name: "m", spec: "c=red", price: 5)) == [
        RowFault(row: 4, field: "name", reason: .contradicts(row: 3)),
        RowFault(row: 4, field: "price", reason: .contradicts(row: 2)),
      ])
    #expect(memory.note(try row(5, "B", barcodes: ["1"])).isEmpty)
    #expect(memory.note(try row(6, "B")).isEmpty)
    #expect(memory.note(try row(7, "B", barcodes: ["2"])).map(\.field) == ["barcodes"])
  }

  @Test func categoryMustExist() throws {
    var plan = plan(categories: ["Bikes/Road": 4])
    plan.add(try row(2, "A", category: "Bikes/Road"))
    plan.add(try row(3, "B", category: "Bikes"))
    #expect(plan.changes.map(\.after.categoryID) == [4])
    #expect(plan.faults == [RowFault(row: 3, field: "category", reason: .unknownCategory)])
  }
}
