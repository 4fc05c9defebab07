import Foundation

/// A bicycle maker's bicycles and what each is made of: Microsoft's AdventureWorks sample.
struct AdventureWorksBicycles {
  struct Part {
    let product: Int
    let quantity: Decimal
  }

  /// In ascending order of product.
  let bicycles: [(product: Int, parts: [Part])]
  let names: [Int: String]

  /// Every product that goes into a bicycle.
  var parts: [Int] { Set(bicycles.flatMap { $0.parts.map(\.product) }).sorted() }

  /// The bill of material as of today: rows that have no end.
  init() throws {
    func table(_ name: String) throws -> CSVTable {
      try CSVTable(file: AdventureWorks.folder.appendingPathComponent("\(name).csv"))
    }
    let products = try table("Product")
    names = Dictionary(
      uniqueKeysWithValues: products.rows.map {
        (Self.int(products.value("ProductId", $0)), products.value("Name", $0))
      })
    // Mountain, road and touring bikes.
    let ids = products.rows.filter {
      (1...3).contains(Self.int(products.value("ProductSubcategoryId", $0)))
    }.map { Self.int(products.value("ProductId", $0)) }
    let lines = try table("BillOfMaterials")
    var bills: [Int: [Part]] = [:]
    for row in lines.rows where lines.value("EndDate", row).isEmpty {
      guard let quantity = Decimal(string: lines.value("PerAssemblyQty", row)) else { continue }
      bills[Self.int(lines.value("ProductAssemblyId", row)), default: []].append(
        Part(product: Self.int(lines.value("ComponentId", row)), quantity: quantity))
    }
    bicycles = ids.sorted().compactMap { id in bills[id].map { (id, $0) } }
  }

  /// The file writes ids as "7" or "7.0".
  private static func int(_ text: String) -> Int {
    text.split(separator: ".").first.flatMap { Int($0) } ?? -1
  }
}
