import Kernel
import Testing

@testable import ItemDomain

/// Aim: the rules that only an item, a spec or the category tree as a whole can see.
@Suite struct ItemRuleTests {
  @Test func everyFaultHasItsPath() throws {
    let one = try Quantity(whole: 1)
    let item = Item(
      code: "A", name: "a",
      skus: [
        SKU(price: .zero, costMethod: .standard, barcodes: ["1", "1"]),
        SKU(
          price: .zero,
          units: [
            PackUnit(name: "pcs", factor: one, barcodes: []),
            PackUnit(name: "box", factor: one, barcodes: ["1"]),
            PackUnit(name: "box", factor: one, barcodes: []),
          ]),
      ])
    #expect(
      item.faults() == [
        ItemFieldFault("skus[0].barcodes[1]", .repeatedBarcode),
        ItemFieldFault("skus[0].standard_cost", .standardCostMissing),
        ItemFieldFault("skus[1].units[0].unit", .repeatedUnit),
        ItemFieldFault("skus[1].units[1].barcode", .repeatedBarcode),
        ItemFieldFault("skus[1].units[2].unit", .repeatedUnit),
      ])
  }

  @Test func specsMatchInAnyOrder() {
    let a = Spec([.init(key: "c", value: "red"), .init(key: "s", value: "L")])
    let b = Spec([.init(key: "s", value: "L"), .init(key: "c", value: "red")])
    #expect(a.matches(b) && a != b && !a.matches(.none))
    #expect(a.words == "red / L" && Spec.none.words == nil)
  }

  @Test func pathsAndLoops() {
    let tree = CategoryTree([
      .init(id: 1, parentID: 0, name: "Bikes"), .init(id: 2, parentID: 1, name: "Road/City"),
      .init(id: 3, parentID: 4, name: "a"), .init(id: 4, parentID: 3, name: "b"),
      .init(id: 5, parentID: 9, name: "orphan"),
    ])
    #expect(tree.path(of: 2) == #"Bikes/Road\/City"#)
    #expect(tree.line(to: 3) == nil && tree.line(to: 5) == nil)
    #expect(tree.idsByPath == ["Bikes": 1, #"Bikes/Road\/City"#: 2])
    #expect(tree.children(of: 0).map(\.id) == [1])
  }

  @Test func searchTextIsInLowerCase() {
    #expect(Item(code: "AB", name: "Größe", brand: "Foo").searchText == "größe ab foo")
  }
}
