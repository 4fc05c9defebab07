import Foundation
import StackKit
import Testing

/// Aim: a real house's bills of material, written by four clients at once in the file's order,
/// explode to what a recursive query over the file itself says. On a stack of its own.
@Suite(.enabled(if: AdventureWorksBills.isThere, "no data in \(AdventureWorks.folder.path)"))
struct AdventureWorksBillTests {
  private static let clients = 4
  private static let quantity = 7

  /// By assembly and leaf how much, and by assembly how many lines.
  private struct Expected {
    var leaves: [Int: [Int: Decimal]] = [:]
    var lines: [Int: Int] = [:]
  }

  @Test func everyAssemblyExplodesAsTheFileSays() throws {
    let file = try AdventureWorksBills()
    let workshop = try Workshop(own: "bills")
    defer { try? workshop.stack.shutdown() }
    let skus = try goods(file, workshop)
    let start = Date()
    try write(file, skus, workshop)
    let written = Date().timeIntervalSince(start)
    let expected = try expectation(file, workshop.stack)
    #expect(Set(expected.leaves.keys) == Set(file.assemblies))
    let names = Dictionary(skus.map { ($1, $0) }, uniquingKeysWith: { $1 })
    var (lines, deepest) = (0, 0)
    for assembly in file.assemblies {
      let sku = try #require(skus[assembly])
      let answer = try workshop.client.get(
        "/mo/bom/explode?sku_id=\(sku)&qty=\(Self.quantity)")
      let leaves = try #require(answer["leaves"] as? [[String: Any]], "\(answer.http.text)")
      let found = Dictionary(
        leaves.map { leaf in
          (names[leaf["sku_id"] as? Int ?? 0] ?? 0, Decimal(string: leaf["qty"] as? String ?? ""))
        }, uniquingKeysWith: { $1 })
      #expect(found == expected.leaves[assembly], "assembly \(assembly)")
      let all = answer["lines"] as? [[String: Any]] ?? []
      #expect(all.count == expected.lines[assembly], "assembly \(assembly)")
      lines += all.count
      deepest = max(deepest, all.compactMap { $0["level"] as? Int }.max() ?? 0)
    }
    #expect(deepest >= 4)
    print(
      """
      AdventureWorks: \(file.rows) rows of bills, \(file.past) ended, \(file.tops) of goods for \
      sale without an assembly, \(file.faults.count) bad; \(file.lines.count) lines in \
      \(file.assemblies.count) templates, written in \(Int(written * 1_000)) ms; exploded into \
      \(lines) lines, \(deepest) levels deep, all as the recursive query says; \
      \(file.lines.count { $0.unit != "EA" }) lines are not in pieces
      """)
    for fault in file.faults { print("bad row: \(fault)") }
  }

  private func write(
    _ file: AdventureWorksBills, _ skus: [Int: Int], _ workshop: Workshop
  ) throws {
    let bills = Dictionary(grouping: file.lines, by: \.assembly)
    let assemblies = file.assemblies
    let (stack, token) = (workshop.stack, workshop.client.token)
    let faults = try Crowd.run(Self.clients) { worker in
      let other = Workshop(stack, token: token)
      var faults: [String] = []
      for index in stride(from: worker, to: assemblies.count, by: Self.clients) {
        let lines = bills[assemblies[index]] ?? []
        let body = Workshop.bill(
          skus[assemblies[index]] ?? 0,
          lines.map { (skus[$0.component] ?? 0, $0.quantity, "0") }, version: "AW")
        let answer = try other.client.post("/mo/bom/template/create", body)
        if answer.status != 201 { faults.append("\(assemblies[index]): \(answer.http.text)") }
      }
      return faults
    }.flatMap { $0 }
    #expect(faults.isEmpty, "\(faults)")
  }

  /// A SKU for each product of the bills.
  private func goods(_ file: AdventureWorksBills, _ workshop: Workshop) throws -> [Int: Int] {
    var skus: [Int: Int] = [:]
    for product in Set(file.lines.flatMap { [$0.assembly, $0.component] }).sorted() {
      let answer = try workshop.client.post(
        "/item/create",
        [
          "name": file.products[product] ?? "?", "kind": "semi", "skus": [["price": 1]],
        ] as [String: Any])
      let sku: Int = try #require(answer.int("skus.0.sku_id"), "\(answer.http.text)")
      skus[product] = sku
    }
    return skus
  }

  /// What the database's own recursion makes of the file, in a table that is the test's alone.
  private func expectation(_ file: AdventureWorksBills, _ stack: Stack) throws -> Expected {
    try stack.sql("CREATE DATABASE bills")
    try stack.sql(
      """
      CREATE TABLE bills.line (assembly INT NOT NULL, component INT NOT NULL,
      qty DECIMAL(18,4) NOT NULL, PRIMARY KEY (assembly, component))
      """)
    let values = file.lines.map { "(\($0.assembly), \($0.component), \($0.quantity))" }
    try stack.sql("INSERT INTO bills.line VALUES \(values.joined(separator: ","))")
    let rows = try stack.sql(
      """
      WITH RECURSIVE walk (top, part, qty) AS (
      SELECT assembly, component, CAST(qty * \(Self.quantity) AS DECIMAL(38,4)) FROM bills.line
      UNION ALL SELECT w.top, l.component, w.qty * l.qty
      FROM walk w JOIN bills.line l ON l.assembly = w.part)
      SELECT top, part, SUM(qty), COUNT(*),
      EXISTS (SELECT 1 FROM bills.line l WHERE l.assembly = walk.part)
      FROM walk GROUP BY top, part
      """)
    var expected = Expected()
    for row in rows {
      let (top, part) = (Int(row[0]) ?? 0, Int(row[1]) ?? 0)
      expected.lines[top, default: 0] += Int(row[3]) ?? 0
      if row[4] == "0" { expected.leaves[top, default: [:]][part] = Decimal(string: row[2]) }
    }
    return expected
  }
}
