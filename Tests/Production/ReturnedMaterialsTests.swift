import Kernel
import ProductionDomain
import Testing

/// Aim: never more comes back than is out.
@Suite struct ReturnedMaterialsTests {
  private static func material(
    _ skuID: Int64, _ issued: String, _ returned: String
  ) throws -> ProductionMaterial {
    ProductionMaterial(
      component: BOMComponent(skuID: skuID, quantity: .zero, scrapRate: .zero), required: .zero,
      issued: try Quantity(parsing: issued), returned: try Quantity(parsing: returned))
  }

  private static func part(_ skuID: Int64, _ quantity: String) throws -> SKUQuantity {
    SKUQuantity(skuID: skuID, quantity: try Quantity(parsing: quantity))
  }

  @Test func linesOfOneMaterialAreSummed() throws {
    let materials = [try Self.material(1, "5", "2"), try Self.material(2, "1", "0")]
    let parts = [try Self.part(2, "1"), try Self.part(1, "1.5"), try Self.part(1, "1.5")]
    let returned = try ReturnedMaterials.of(materials, parts)
    #expect(returned == [try Self.part(1, "3"), try Self.part(2, "1")])
  }

  @Test func everyExcessIsNamed() throws {
    let materials = [try Self.material(1, "5", "2"), try Self.material(2, "0", "0")]
    let parts = [try Self.part(1, "3.0001"), try Self.part(2, "0.0001")]
    let refused = #expect(throws: ProductionRefusal.self) {
      try ReturnedMaterials.of(materials, parts)
    }
    guard case .overReturn(let excesses) = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
    #expect(excesses.map(\.returnable.description) == ["3.0000", "0.0000"])
    let stranger = [try Self.part(3, "1")]
    #expect(throws: ProductionRefusal.materialsNotFound([3])) {
      try ReturnedMaterials.of(materials, stranger)
    }
  }

  @Test func everythingThatIsOut() throws {
    let materials = [
      try Self.material(2, "4", "1"), try Self.material(1, "1", "1"),
      try Self.material(3, "0", "0"),
    ]
    #expect(ReturnedMaterials.all(of: materials) == [try Self.part(2, "3")])
  }
}
