import Testing

@testable import Transactions
@testable import WebAPI

/// Finding the route of a request.
@Suite struct RouteTableTests {
  private let table = RouteTable([
    .get("/item/list", .authenticated, "") { _ in EmptyAnswer() },
    .get("/item/{id}", .authenticated, "") { _ in EmptyAnswer() },
    .delete("/item/{id}", .authenticated, "") { _ in EmptyAnswer() },
    .get("/item/barcode/{code}", .authenticated, "") { _ in EmptyAnswer() },
    .get("/item/sku/{sku_id}", .authenticated, "") { _ in EmptyAnswer() },
    .post("/item/create", .authenticated, "", body: NoBody.self) { _, _ in EmptyAnswer() },
  ])

  private func outcome(_ method: String, _ path: String) -> String {
    switch table.match(method, path) {
    case .none: "none"
    case .otherMethods(let methods): methods.map(\.rawValue).joined(separator: ",")
    case .found(let index, let parameters):
      "\(table.routes[index].path) \(parameters.joined(separator: ","))"
    }
  }

  @Test(arguments: [
    ("GET", "/item/list", "/item/list "), ("GET", "/item/7", "/item/{id} 7"),
    ("HEAD", "/item/7", "/item/{id} 7"), ("DELETE", "/item/7", "/item/{id} 7"),
    ("GET", "/item/sku/8", "/item/sku/{sku_id} 8"), ("POST", "/item/list", "GET"),
    ("PUT", "/item/7", "GET,DELETE"), ("GET", "/item/7/", "none"), ("GET", "//item/7", "none"),
    ("GET", "/item/barcode/a", "/item/barcode/{code} a"),
    ("GET", "/item/barcode/SN/20/4", "/item/barcode/{code} SN/20/4"),
    ("GET", "/item/barcode", "/item/{id} barcode"), ("GET", "/item/sku/8/9", "none"),
    ("GET", "/item", "none"), ("GET", "", "none"), ("GET", "/item/create", "POST"),
  ])
  func matches(method: String, path: String, expected: String) {
    #expect(outcome(method, path) == expected)
  }
}
