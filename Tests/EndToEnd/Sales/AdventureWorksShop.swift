import Foundation
import StackKit
import Testing

/// The bicycle maker's data on a stack of its own, whose orders expire after five seconds.
struct AdventureWorksShop {
  let data: AdventureWorks
  let stack: Stack
  let client: APIClient
  /// By product.
  private(set) var skus: [Int: Int] = [:]
  /// By place.
  private(set) var warehouses: [Int: Int] = [:]
  private(set) var store = 0

  init() throws {
    data = try AdventureWorks()
    var options = StackOptions(directory: try SharedStack.directory("bicycle-shop"))
    options.endsWithStarter = true
    options.rateLimit = .off
    options.orderTTLSeconds = 5
    stack = try Stack.start(options)
    client = try APIClient.admin(of: stack, timeout: 120)
  }

  func makeCategories() throws {
    for category in data.categories {
      let top = try client.post("/item/category/create", ["name": category.name])
      let id = try #require(top.int("category_id"), "\(top.http.text)")
      for part in category.parts {
        let answer = try client.post(
          "/item/category/create", ["name": part, "parent_id": id] as [String: Any])
        #expect(answer.status == 201, "\(answer.http.text)")
      }
    }
  }

  func importGoods(_ lines: [String], language: String = "en") throws -> APIAnswer {
    let text = AdventureWorks.Product.header + lines.joined()
    let headers: [HTTPClient.Header] = [
      ("Authorization", "Bearer \(client.token ?? "")"), ("Content-Type", "text/csv"),
      ("Accept-Language", language),
    ]
    return APIAnswer(
      try client.http.send("POST", "/item/import", headers: headers, body: Array(text.utf8)))
  }

  /// Learns the SKUs from the export, which must tell each product as it was brought in.
  mutating func readExport() throws {
    let answer = try client.get("/item/export")
    #expect(answer.status == 200)
    let table = CSVTable(answer.http.text)
    #expect(table.rows.count == data.products.count)
    let byCode = Dictionary(uniqueKeysWithValues: data.products.map { ($0.code, $0) })
    for row in table.rows {
      let product = try #require(byCode[table.value("code", row)])
      skus[product.id] = Int(table.value("sku_id", row))
      #expect(table.value("name", row) == product.name)
      #expect(table.value("category", row) == product.category)
      #expect(Decimal(string: table.value("price", row)) == Decimal(string: product.price))
      #expect(
        Decimal(string: table.value("standard_cost", row))
          == Decimal(string: product.standardCost))
    }
    #expect(Set(skus.values).count == data.products.count)
  }

  /// A store to sell in, and a warehouse for each place.
  mutating func openPlaces() throws {
    let made = try client.post(
      "/user/org/create", ["code": "AW", "name": "Adventure Works", "kind": "store"])
    store = try #require(made.int("org_id"), "\(made.http.text)")
    for place in data.places {
      let answer = try client.post(
        "/stock/warehouse/create", ["code": "AW-\(place.id)", "name": place.name])
      let id: Int = try #require(answer.int("warehouse_id"), "\(answer.http.text)")
      warehouses[place.id] = id
    }
  }

  func openingBody(of place: Int, _ lots: [AdventureWorks.Lot]) -> [String: Any] {
    [
      "ref_type": "opening", "ref_no": "AW-\(place)", "warehouse_id": warehouses[place] ?? 0,
      "lines": lots.map { ["sku_id": skus[$0.product] ?? 0, "qty": $0.quantity] },
    ]
  }

  var offer: SalesOffer {
    let lots = Dictionary(grouping: data.lots.filter { $0.quantity > 0 }, by: \.place)
      .mapValues { lots in
        lots.map {
          SalesOffer.Lot(product: $0.product, sku: skus[$0.product] ?? 0, quantity: $0.quantity)
        }
      }
    let places = lots.keys.sorted().flatMap { place in
      Array(repeating: place, count: lots[place]?.count ?? 0)
    }
    let prices = data.products.map { ($0.id, Decimal(string: $0.price) ?? 0) }
    return SalesOffer(
      store: store, lots: lots, places: places, warehouses: warehouses,
      prices: Dictionary(uniqueKeysWithValues: prices))
  }
}
