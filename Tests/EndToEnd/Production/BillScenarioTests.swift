import Foundation
import Kernel
import StackKit
import Testing

/// Bills of material: versions, dates, loops, explosions.
@Suite struct BillScenarioTests {
  let workshop: Workshop

  init() throws { workshop = try Workshop() }

  private func leaves(_ sku: Int, _ quantity: String, at: String? = nil) throws -> [Int: String] {
    let time = at.map { "&at=\($0)" } ?? ""
    let answer = try workshop.client.get("/mo/bom/explode?sku_id=\(sku)&qty=\(quantity)\(time)")
    let lines = try #require(answer["leaves"] as? [[String: Any]], "\(answer.http.text)")
    return Dictionary(
      lines.map { ($0["sku_id"] as? Int ?? 0, $0["qty"] as? String ?? "") },
      uniquingKeysWith: { $1 })
  }

  @Test func allLevels() throws {
    let skus = try workshop.newSKUs(4)
    try workshop.template(skus[0], [(skus[1], "2", "0"), (skus[2], "1", "0.1")])
    try workshop.template(skus[1], [(skus[2], "5", "0"), (skus[3], "1", "0")], base: "10")
    let answer = try workshop.client.get("/mo/bom/explode?sku_id=\(skus[0])&qty=3")
    let lines = try #require(answer["lines"] as? [[String: Any]], "\(answer.http.text)")
    #expect(lines.map { $0["level"] as? Int } == [1, 2, 2, 1])
    #expect(lines.map { $0["sku_id"] as? Int } == [skus[1], skus[2], skus[3], skus[2]])
    #expect(lines.map { $0["qty"] as? String } == ["6.0000", "3.0000", "0.6000", "3.3000"])
    #expect(lines[1]["path"] as? String == "\(skus[0])/\(skus[1])/\(skus[2])")
    #expect(try leaves(skus[0], "3") == [skus[2]: "6.3000", skus[3]: "0.6000"])
    let none = try workshop.client.get("/mo/bom/explode?sku_id=\(skus[3])&qty=1")
    #expect(none.status == 404 && none.error == "bom.not_found", "\(none.http.text)")
  }

  @Test func oneVersionIsActive() throws {
    let skus = try workshop.newSKUs(3)
    let first = try workshop.template(skus[0], [(skus[1], "1", "0")])
    let numbered = try workshop.client.post(
      "/mo/bom/template/create",
      Workshop.bill(skus[0], [(skus[2], "1", "0")]).merging(["version": 2]) { $1 })
    #expect(numbered.string("version") == "2", "\(numbered.http.text)")
    let old = try workshop.client.get("/mo/bom/template/\(first)")
    #expect(old["active"] as? Bool == false, "\(old.http.text)")
    #expect(try leaves(skus[0], "1") == [skus[2]: "1.0000"])
    let active = try workshop.client.get("/mo/bom/template/list?sku_id=\(skus[0])&active=true")
    #expect(active.int("total") == 1 && active.string("items.0.version") == "2")
    // The same once more, and another under its name.
    let again = try workshop.client.post(
      "/mo/bom/template/create", Workshop.bill(skus[0], [(skus[1], "1", "0")]))
    #expect(again.int("bom_template_id") == first, "\(again.http.text)")
    let other = try workshop.client.post(
      "/mo/bom/template/create", Workshop.bill(skus[0], [(skus[1], "2", "0")]))
    #expect(other.status == 409 && other.error == "document.conflict", "\(other.http.text)")
    // An older one serves who names it.
    let made = try workshop.client.post(
      "/mo/create", ["sku_id": skus[0], "qty": 1, "bom_template_id": first])
    #expect(made.int("bom.0.sku_id") == skus[1], "\(made.http.text)")
    let wrong = try workshop.client.post(
      "/mo/create", ["sku_id": skus[1], "qty": 1, "bom_template_id": first])
    #expect(wrong.status == 409 && wrong.error == "mo.no_bom", "\(wrong.http.text)")
  }

  @Test func versionsHaveDates() throws {
    let skus = try workshop.newSKUs(4)
    try workshop.template(skus[0], [(skus[1], "1", "0")])
    try workshop.template(
      skus[0], [(skus[2], "1", "0")], version: "2", more: ["valid_from": "2030-01-01T00:00:00Z"])
    try workshop.template(
      skus[0], [(skus[3], "1", "0")], version: "3",
      more: ["valid_from": "2020-01-01T00:00:00Z", "valid_to": "2021-01-01T00:00:00Z"])
    // The third interrupts the first, which does not come back; the second is not touched.
    #expect(try leaves(skus[0], "1", at: "2019-06-01T00:00:00Z") == [skus[1]: "1.0000"])
    #expect(try leaves(skus[0], "1", at: "2020-06-01T00:00:00Z") == [skus[3]: "1.0000"])
    #expect(try leaves(skus[0], "1", at: "2031-01-01T00:00:00Z") == [skus[2]: "1.0000"])
    let none = try workshop.client.post("/mo/create", ["sku_id": skus[0], "qty": 1])
    #expect(none.status == 409 && none.error == "mo.no_bom", "\(none.http.text)")
    let wrong = try workshop.client.post(
      "/mo/bom/template/create",
      Workshop.bill(
        skus[0], [(skus[1], "1", "0")], version: "4",
        more: ["valid_from": "2030-01-01T00:00:00Z", "valid_to": "2030-01-01T00:00:00Z"]))
    #expect(wrong.status == 400 && wrong.faultyFields == ["valid_to"], "\(wrong.http.text)")
  }

  @Test func noLoopAtAnyDepth() throws {
    let skus = try workshop.newSKUs(30)
    for (upper, lower) in zip(skus, skus.dropFirst()) {
      try workshop.template(upper, [(lower, "1", "0")])
    }
    for (place, part) in [(29, 0), (29, 29), (29, 15), (10, 3)] {
      let answer = try workshop.client.post(
        "/mo/bom/template/create",
        Workshop.bill(skus[place], [(skus[part], "1", "0")], version: "loop"))
      #expect(answer.status == 409 && answer.error == "bom.cycle", "\(answer.http.text)")
      let way = answer.details.compactMap { $0["sku_id"] as? Int }
      #expect(
        way.first == skus[place] && way.last == skus[place] && way.dropFirst().first == skus[part])
    }
    #expect(try leaves(skus[0], "1") == [skus[29]: "1.0000"])
  }

  /// Two bills that close a loop together, at once: one of them is refused.
  @Test(arguments: 0..<6) func noLoopIsClosedByTwo(round: Int) throws {
    let length = 2 + round
    let skus = try workshop.newSKUs(length)
    let (stack, token) = (workshop.stack, workshop.client.token)
    let answers = try Crowd.run(length) { place in
      let other = Workshop(stack, token: token)
      return try other.client.post(
        "/mo/bom/template/create",
        Workshop.bill(skus[place], [(skus[(place + 1) % length], "1", "0")]))
    }
    let refused = answers.filter { $0.error == "bom.cycle" }
    #expect(answers.filter { $0.status == 201 }.count == length - 1, "\(answers.map(\.http.text))")
    #expect(refused.count == 1)
  }

  /// Crowds write random bills over the same few SKUs; whatever they got written has no loop.
  @Test(arguments: 0..<2) func crowdsCloseNoLoop(seed: UInt64) throws {
    let skus = try workshop.newSKUs(8)
    let (stack, token) = (workshop.stack, workshop.client.token)
    let answers = try Crowd.run(8) { worker in
      var random = SeededGenerator(seed: seed &* 100 &+ UInt64(worker))
      let other = Workshop(stack, token: token)
      return try (0..<8).map { attempt in
        let product = Int.random(in: 0..<8, using: &random)
        let parts = Set((0..<2).map { _ in Int.random(in: 0..<8, using: &random) }).sorted()
        return try other.client.post(
          "/mo/bom/template/create",
          Workshop.bill(
            skus[product], parts.map { (skus[$0], "1", "0") }, version: "\(worker)-\(attempt)"))
      }
    }.flatMap { $0 }
    #expect(answers.allSatisfy { $0.status == 201 || $0.error == "bom.cycle" })
    let list = skus.map(String.init).joined(separator: ",")
    let loops = try workshop.stack.sql(
      """
      WITH RECURSIVE edges AS (SELECT t.sku_id AS product, c.sku_id AS part FROM bom_template t
      JOIN bom_component c ON c.template_id = t.template_id
      WHERE t.is_active = 1 AND t.sku_id IN (\(list))),
      reach (product, part) AS (SELECT product, part FROM edges
      UNION SELECT r.product, e.part FROM reach r JOIN edges e ON e.product = r.part)
      SELECT COUNT(*) FROM reach WHERE product = part
      """)
    #expect(loops == [["0"]], "seed \(seed)")
    let twice = try workshop.stack.sql(
      """
      SELECT sku_id FROM bom_template WHERE is_active = 1 AND sku_id IN (\(list))
      GROUP BY sku_id HAVING COUNT(*) > 1
      """)
    #expect(twice.isEmpty, "seed \(seed)")
  }

  @Test func badBills() throws {
    let skus = try workshop.newSKUs(2)
    let service = try workshop.newSKUs(1, kind: "service")[0]
    func post(_ body: [String: Any]) throws -> APIAnswer {
      try workshop.client.post("/mo/bom/template/create", body)
    }
    let mixed = try post(Workshop.bill(skus[0], [(skus[1], "1", "0"), (skus[1], "1", "0.1")]))
    #expect(mixed.status == 400 && mixed.error == "bom.mixed_scrap_rates", "\(mixed.http.text)")
    let none = try post(Workshop.bill(skus[0], [(service, "1", "0")]))
    #expect(none.status == 409 && none.error == "stock.not_stocked", "\(none.http.text)")
    let unknown = try post(Workshop.bill(skus[0], [(999_999_999_999, "1", "0")]))
    #expect(unknown.status == 404 && unknown.error == "stock.sku_not_found")
    let steps = [["op_no": 1, "name": "a"], ["op_no": 1, "name": "b"]] as [[String: Any]]
    let routing = try post(
      Workshop.bill(skus[0], [(skus[1], "1", "0")], more: ["routing": steps]))
    #expect(routing.status == 400 && routing.faultyFields == ["routing"])
    let summed = try post(Workshop.bill(skus[0], [(skus[1], "1", "0.1"), (skus[1], "2", "0.1")]))
    #expect(summed.string("components.0.qty") == "3.0000", "\(summed.http.text)")
    #expect((summed["components"] as? [Any])?.count == 1)
  }
}
