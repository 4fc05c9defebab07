import Foundation

/// AdventureWorks' bills of material as the file has them, and what in it is no bill.
struct AdventureWorksBills {
  struct Line: Sendable {
    let assembly: Int
    let component: Int
    let quantity: String
    let unit: String
  }

  static var isThere: Bool {
    FileManager.default.fileExists(
      atPath: AdventureWorks.folder.appendingPathComponent("BillOfMaterials.csv").path)
  }

  let rows: Int
  /// The rows in force, in the file's order.
  let lines: [Line]
  let products: [Int: String]
  /// Rows that have ended.
  let past: Int
  /// Rows that name a product for sale, and no assembly that it goes into.
  let tops: Int
  /// Rows that contradict themselves, others, or name what is not there.
  let faults: [String]

  var assemblies: [Int] { Set(lines.map(\.assembly)).sorted() }

  init() throws {
    func table(_ name: String) throws -> CSVTable {
      try CSVTable(file: AdventureWorks.folder.appendingPathComponent("\(name).csv"))
    }
    let goods = try table("Product")
    let products = Dictionary(
      goods.rows.map { (Self.number(goods.value("ProductId", $0)), goods.value("Name", $0)) },
      uniquingKeysWith: { first, _ in first })
    let file = try table("BillOfMaterials")
    var lines: [Line] = []
    var (past, tops) = (0, 0)
    var faults: [String] = []
    var seen: Set<[Int]> = []
    for row in file.rows {
      if !file.value("EndDate", row).isEmpty {
        past += 1
        continue
      }
      if file.value("ProductAssemblyId", row).isEmpty {
        tops += 1
        continue
      }
      let line = Line(
        assembly: Self.number(file.value("ProductAssemblyId", row)),
        component: Self.number(file.value("ComponentId", row)),
        quantity: file.value("PerAssemblyQty", row), unit: file.value("UnitMeasureCode", row))
      let twin = !seen.insert([line.assembly, line.component]).inserted
      if let fault = Self.fault(line, products) ?? (twin ? "is there twice" : nil) {
        faults.append("row \(file.value("BillOfMaterialsId", row)): \(fault)")
        continue
      }
      lines.append(line)
    }
    rows = file.rows.count
    self.lines = lines
    self.products = products
    self.past = past
    self.tops = tops
    self.faults = faults
  }

  /// The file writes some ids as "316.0".
  private static func number(_ text: String) -> Int {
    Double(text).flatMap { Int(exactly: $0) } ?? -1
  }

  private static func fault(_ line: Line, _ products: [Int: String]) -> String? {
    if products[line.assembly] == nil { return "there is no product \(line.assembly)" }
    if products[line.component] == nil { return "there is no product \(line.component)" }
    if line.assembly == line.component { return "product \(line.assembly) goes into itself" }
    guard let quantity = Decimal(string: line.quantity), quantity > 0 else {
      return "a quantity of \(line.quantity)"
    }
    return nil
  }
}
