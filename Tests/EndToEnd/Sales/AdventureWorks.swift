import Foundation

/// A bicycle maker's goods, places and stock: Microsoft's AdventureWorks sample (MIT licence).
struct AdventureWorks {
  struct Product {
    let id: Int
    let code: String
    let name: String
    let kind: String
    /// "Bikes/Road Bikes"; empty when the file has none.
    let category: String
    let color: String
    let standardCost: String
    let safetyStock: String
    /// As the file has it.
    let price: String

    var isPriced: Bool { price != "0.0" }
  }

  struct Place {
    let id: Int
    let name: String
  }

  /// So many of a product lie at a place.
  struct Lot {
    let product: Int
    let place: Int
    let quantity: Int
  }

  let products: [Product]
  let places: [Place]
  let lots: [Lot]
  /// Each with its parts.
  let categories: [(name: String, parts: [String])]

  static let folder: URL = {
    let name = "adventureworks"
    if let data = ProcessInfo.processInfo.environment["ERP_TEST_DATA"] {
      return URL(fileURLWithPath: data).appendingPathComponent(name)
    }
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return root.appendingPathComponent("../shared/data/" + name).standardized
  }()

  static var isThere: Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("Product.csv").path)
  }

  init() throws {
    func table(_ name: String) throws -> CSVTable {
      try CSVTable(file: Self.folder.appendingPathComponent("\(name).csv"))
    }
    let tops = try table("ProductCategory")
    let topNames = Dictionary(
      uniqueKeysWithValues: tops.rows.map {
        (tops.value("ProductCategoryId", $0), tops.value("Name", $0))
      })
    let parts = try table("ProductSubcategory")
    var paths: [String: String] = [:]
    var names: [String: [String]] = [:]
    for row in parts.rows {
      let top = topNames[parts.value("ProductCategoryId", row)] ?? "?"
      paths[parts.value("ProductSubcategoryId", row)] = "\(top)/\(parts.value("Name", row))"
      names[top, default: []].append(parts.value("Name", row))
    }
    categories = names.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    let goods = try table("Product")
    products = goods.rows.map { Self.product(goods, $0, paths) }
    let locations = try table("Location")
    places = locations.rows.map {
      Place(id: Self.int(locations.value("LocationId", $0)), name: locations.value("Name", $0))
    }
    let inventory = try table("ProductInventory")
    lots = inventory.rows.map {
      Lot(
        product: Self.int(inventory.value("ProductId", $0)),
        place: Self.int(inventory.value("LocationId", $0)),
        quantity: Self.int(inventory.value("Quantity", $0)))
    }
  }

  private static func product(
    _ table: CSVTable, _ row: [String], _ paths: [String: String]
  ) -> Product {
    func value(_ name: String) -> String { table.value(name, row) }
    let kind =
      value("FinishedGoodsFlag") == "1" ? "finished" : value("MakeFlag") == "1" ? "semi" : "raw"
    let category = value("ProductSubcategoryId").split(separator: ".").first.map(String.init)
    return Product(
      id: int(value("ProductId")), code: value("ProductNumber"), name: value("Name"), kind: kind,
      category: category.flatMap { paths[$0] } ?? "", color: value("Color"),
      standardCost: value("StandardCost"), safetyStock: value("SafetyStockLevel"),
      price: value("ListPrice"))
  }

  private static func int(_ text: String) -> Int { Int(text) ?? -1 }
}

extension AdventureWorks.Product {
  static let header = CSVTable.line([
    "code", "name", "kind", "category", "spec", "price", "standard_cost", "safety_stock",
    "barcode",
  ])

  /// The product as a row of our import. No list price is an empty cell, not a price of nothing.
  func line(price given: String? = nil) -> String {
    CSVTable.line([
      code, name, kind, category, color.isEmpty ? "" : "color=\(color)",
      given ?? (isPriced ? price : ""), standardCost, safetyStock, code,
    ])
  }
}
