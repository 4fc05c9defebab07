import Kernel
import Testing

@testable import ItemDomain

/// Aim: a batch of rows becomes the right changes, and a row at fault changes nothing.
@Suite struct CataloguePlanTests {
  private func row(
    _ number: Int, _ code: String, name: String = "n", spec: String = "", price: Int64 = 10_000,
    barcodes: [String]? = nil, category: String? = nil, sku: Int64? = nil
  ) throws -> CatalogueRow {
    let pairs = PairText.parse(spec) ?? []
    return CatalogueRow(
      row: number, code: code, name: name, category: category, skuID: sku,
      spec: Spec(pairs.map { Spec.Entry(key: $0.key, value: $0.value) }),
      price: try UnitPrice(checking: price), barcodes: barcodes)
  }

  private func stored(_ code: String, skus: [SKU]) -> Item {
    Item(id: 1, code: code, name: "n", version: 3, skus: skus)
  }

  @Test func rowsOfOneCodeAreOneItem() throws {
    var plan = CataloguePlan(existing: [], barcodeOwners: [:], categories: [:])
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
    var plan = CataloguePlan(existing: [item], barcodeOwners: ["1": 5], categories: [:])
    plan.add(try row(2, "A", spec: "c=red", barcodes: ["1"]))
    #expect(plan.updated == 1)
    #expect(plan.changes[0].before == plan.changes[0].after)
  }

  @Test func skuIsFoundByIDAndMayGetAnotherSpec() throws {
    let item = stored(
      "A", skus: [SKU(id: 5, price: .zero), SKU(id: 6, price: .zero)])
    var plan = CataloguePlan(existing: [item], barcodeOwners: [:], categories: [:])
    plan.add(try row(2, "A", spec: "c=red", sku: 6))
    plan.add(try row(3, "A", sku: 7))
    #expect(plan.updated == 1)
    #expect(plan.changes[0].after.skus[1].spec.words == "red")
    #expect(plan.faults == [RowFault(row: 3, field: "sku_id", reason: .unknownSKU)])
  }

  @Test func barcodesOfOthersAreRefused() throws {
    var plan = CataloguePlan(existing: [], barcodeOwners: ["1": 99], categories: [:])
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

  @Test func categoryMustExist() throws {
    var plan = CataloguePlan(existing: [], barcodeOwners: [:], categories: ["Bikes/Road": 4])
    plan.add(try row(2, "A", category: "Bikes/Road"))
    plan.add(try row(3, "B", category: "Bikes"))
    #expect(plan.changes.map(\.after.categoryID) == [4])
    #expect(plan.faults == [RowFault(row: 3, field: "category", reason: .unknownCategory)])
  }
}
