import Foundation

/// AdventureWorks' vendors and purchase orders, and what follows from them, reckoned from the file.
struct AdventureWorksPurchases {
  struct Vendor: Sendable {
    let id: Int
    let code: String
    let name: String
    let isActive: Bool
  }

  /// One line as our orders have it: rows of one product at one price are one.
  struct Line: Sendable {
    let product: Int
    let price: String
    var ordered: Decimal
    var received: Decimal
    var rejected: Decimal
    var stocked: Decimal
  }

  struct Order: Sendable {
    let id: Int
    let vendor: Int
    var lines: [Line] = []
  }

  let vendors: [Vendor]
  let orders: [Order]
  let products: [Int: String]
  /// What went into stock of each product, and what it cost in all.
  let stocked: [Int: (quantity: Decimal, value: Decimal)]
  let rows: Int
  /// Rows that contradict themselves or name what is not there.
  let faults: [String]

  init() throws {
    func table(_ name: String) throws -> CSVTable {
      try CSVTable(file: AdventureWorks.folder.appendingPathComponent("\(name).csv"))
    }
    let vendorTable = try table("Vendor")
    vendors = vendorTable.rows.map { row in
      Vendor(
        id: Int(vendorTable.value("BusinessEntityId", row)) ?? -1,
        code: vendorTable.value("AccountNumber", row), name: vendorTable.value("Name", row),
        isActive: vendorTable.value("ActiveFlag", row) == "1")
    }
    let goods = try table("Product")
    products = Dictionary(
      goods.rows.map { (Int(goods.value("ProductId", $0)) ?? -1, goods.value("Name", $0)) },
      uniquingKeysWith: { first, _ in first })
    let headers = try table("PurchaseOrderHeader")
    var found: [Int: Order] = [:]
    var faults: [String] = []
    let known = Set(vendors.map(\.id))
    for row in headers.rows {
      let id = Int(headers.value("PurchaseOrderId", row)) ?? -1
      let vendor = Int(headers.value("VendorId", row)) ?? -1
      if !known.contains(vendor) { faults.append("order \(id): no vendor \(vendor)") }
      found[id] = Order(id: id, vendor: vendor)
    }
    let details = try table("PurchaseOrderDetail")
    var stocked: [Int: (quantity: Decimal, value: Decimal)] = [:]
    for row in details.rows {
      let (order, line) = Self.line(details, row)
      if let fault = Self.fault(line) ?? (products[line.product] == nil ? "no product" : nil) {
        faults.append("order \(order), product \(line.product): \(fault)")
        continue
      }
      found[order]?.add(line)
      let before = stocked[line.product] ?? (0, 0)
      let price = Decimal(string: line.price) ?? 0
      stocked[line.product] = (
        before.quantity + line.stocked, before.value + line.stocked * price
      )
    }
    rows = details.rows.count
    orders = found.values.sorted { $0.id < $1.id }
    self.stocked = stocked
    self.faults = faults
  }

  private static func line(_ table: CSVTable, _ row: [String]) -> (order: Int, Line) {
    func number(_ name: String) -> Decimal { Decimal(string: table.value(name, row)) ?? -1 }
    let line = Line(
      product: Int(table.value("ProductId", row)) ?? -1, price: table.value("UnitPrice", row),
      ordered: number("OrderQty"), received: number("ReceivedQty"),
      rejected: number("RejectedQty"), stocked: number("StockedQty"))
    return (Int(table.value("PurchaseOrderId", row)) ?? -1, line)
  }

  private static func fault(_ line: Line) -> String? {
    if line.ordered <= 0 { return "ordered \(line.ordered)" }
    if line.received < 0 || line.rejected < 0 { return "a negative quantity" }
    if line.received - line.rejected != line.stocked {
      return "received \(line.received) - rejected \(line.rejected) ≠ stocked \(line.stocked)"
    }
    if line.received > line.ordered { return "received \(line.received) of \(line.ordered)" }
    return nil
  }
}

extension AdventureWorksPurchases.Order {
  fileprivate mutating func add(_ line: AdventureWorksPurchases.Line) {
    let place = lines.firstIndex { known in
      known.product == line.product
        && Decimal(string: known.price) == Decimal(string: line.price)
    }
    guard let place else { return lines.append(line) }
    lines[place].ordered += line.ordered
    lines[place].received += line.received
    lines[place].rejected += line.rejected
    lines[place].stocked += line.stocked
  }
}
