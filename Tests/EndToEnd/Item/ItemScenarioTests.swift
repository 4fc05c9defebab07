import Foundation
import StackKit
import Testing

/// Aim: the item centre's calls in the contract's table, one flow a test.
@Suite struct ItemScenarioTests {
  let stack: StockStack
  let keeper: ItemActor

  init() throws {
    stack = try StockStack.get()
    keeper = ItemActor(stack)
  }

  private func object(_ answer: APIAnswer, _ path: String) -> [String: Any] {
    answer[path] as? [String: Any] ?? [:]
  }

  @Test func createReadAndScan() throws {
    let (plain, box) = (keeper.code(), keeper.code())
    let made = try keeper.create(
      [
        [
          "spec": ["color": "red"], "price": 12.5, "barcodes": [plain],
          "units": [["unit": "box", "factor": "12", "barcode": box]], "safety_stock": 3,
        ], ["price": "3", "cost_method": "standard", "standard_cost": "1.000001"],
      ], ["name": "青岛啤酒", "brand": "青岛", "base_unit": "bottle"])
    #expect(made.status == 201, "\(made.http.text)")
    #expect(made.string("name") == "青岛啤酒" && made.string("status") == "active")
    #expect(made.int("version") == 1 && made.string("kind") == "finished")
    #expect(made.string("skus.0.price") == "12.5000")
    #expect(made.string("skus.1.standard_cost") == "1.000001")
    let (item, sku) = (try #require(made.int("item_id")), try #require(made.int("skus.0.sku_id")))
    #expect(try #require(made.int("skus.1.sku_id")) > sku)

    let read = try keeper.client.get("/item/\(item)")
    #expect(read.status == 200)
    // Only who writes is warned.
    let kept = made.object.filter { $0.key != "warnings" }
    #expect(NSDictionary(dictionary: read.object).isEqual(to: kept), "\(read.http.text)")
    let single = try keeper.client.get("/item/sku/\(sku)")
    #expect(single.int("item_id") == item && single.int("sku_id") == sku)
    #expect(single.string("spec.color") == "red" && single.string("name") == "青岛啤酒")

    let scan = try keeper.client.get("/item/barcode/\(plain)")
    #expect(scan.int("sku_id") == sku && scan.string("unit") == "bottle")
    #expect(scan.string("factor") == "1.0000" && scan.string("price") == "12.5000")
    let scanBox = try keeper.client.get("/item/barcode/\(box)")
    #expect(scanBox.int("sku_id") == sku && scanBox.string("unit") == "box")
    #expect(scanBox.string("factor") == "12.0000")
  }

  /// Serial numbers have slashes, and they are the path's end, sent as they are or escaped.
  @Test func aBarcodeWithSlashesIsFound() throws {
    let code = "SN/\(keeper.code())/7"
    let made = try keeper.create([["price": "1", "barcodes": [code]]])
    let sku = try #require(made.int("skus.0.sku_id"), "\(made.http.text)")
    for path in [code, code.replacing("/", with: "%2F")] {
      #expect(try keeper.client.get("/item/barcode/\(path)").int("sku_id") == sku)
    }
  }

  @Test func unknownOnesAreNotFound() throws {
    for (path, error) in [
      ("/item/999999999", "item.not_found"), ("/item/sku/999999999", "item.sku_not_found"),
      ("/item/barcode/nobodys", "item.barcode_not_found"),
      ("/item/price/999999999", "item.sku_not_found"),
    ] {
      let answer = try keeper.client.get(path)
      #expect(answer.status == 404 && answer.error == error, "\(path) \(answer.http.text)")
    }
    #expect(try keeper.client.get("/item/nonsense").status == 400)
    #expect(try keeper.client.delete("/item/999999999").error == "item.not_found")
    #expect(
      try keeper.client.put("/item/999999999", ["version": 1]).error == "item.not_found")
  }

  @Test func everyFaultIsNamedAtOnce() throws {
    keeper.client.language = "zh-CN"
    let answer = try keeper.client.post(
      "/item/create",
      [
        "name": "", "colour": 1, "kind": "thing",
        "skus": [["price": "1.00001"], ["price": -1, "units": [["unit": "box", "factor": 0]]]],
      ])
    #expect(answer.status == 400 && answer.error == "request.invalid")
    #expect(answer.message == "部分字段无效。")
    #expect(
      Set(answer.details.compactMap { $0["field"] as? String })
        == ["name", "colour", "kind", "skus[0].price", "skus[1].price", "skus[1].units[0].factor"])
    let whole = try keeper.create([["price": 1, "cost_method": "standard"]])
    #expect(whole.details.first?["field"] as? String == "skus[0].standard_cost")
    #expect(try keeper.create([]).status == 400)
    #expect(try keeper.create([["price": 1]], ["category_id": 999_999]).code == 40421)
  }

  @Test func codesAndBarcodesAreUnique() throws {
    let (code, barcode) = (keeper.code(), keeper.code())
    let first = try keeper.create([["price": 1, "barcodes": [barcode]]], ["code": code])
    #expect(first.string("code") == code)
    #expect(try keeper.create([["price": 1]], ["code": code]).error == "item.code_taken")
    let clash = try keeper.create([["price": 1], ["price": 1, "barcodes": [barcode]]])
    #expect(clash.status == 409 && clash.code == 40920, "\(clash.http.text)")
    #expect(clash.details.first?["barcode"] as? String == barcode)
    #expect(clash.details.first?["sku_id"] as? Int == first.int("skus.0.sku_id"))
    let twice = try keeper.create([["price": 1, "barcodes": ["x\(code)", "x\(code)"]]])
    #expect(twice.status == 400 && twice.details.count == 1)
  }

  @Test func updateKeepsWhatIsNotNamed() throws {
    let barcode = keeper.code()
    let made = try keeper.create(
      [["price": "1", "barcodes": [barcode]], ["price": "2"]], ["brand": "b"])
    let item = try #require(made.int("item_id"))
    let (first, second) = (made.int("skus.0.sku_id"), made.int("skus.1.sku_id"))
    let put = try keeper.client.put(
      "/item/\(item)",
      [
        "version": 1, "name": "new", "brand": "",
        "skus": [
          ["sku_id": first ?? 0, "barcodes": []], ["price": 7, "barcodes": [barcode]],
        ] as [[String: Any]],
      ])
    #expect(put.status == 200 && put.int("version") == 2, "\(put.http.text)")
    #expect(put.string("name") == "new" && put["brand"] is NSNull)
    #expect(put.int("skus.0.sku_id") == first && put.string("skus.0.price") == "1.0000")
    #expect(put.int("skus.1.sku_id") == second && put.string("skus.2.barcodes.0") == barcode)
    let stale = try keeper.client.put("/item/\(item)", ["version": 1, "name": "late"])
    #expect(stale.status == 412 && stale.error == "version.stale")
    #expect(try keeper.client.put("/item/\(item)", ["name": "none"]).status == 400)
    let foreign = try keeper.client.put(
      "/item/\(item)", ["version": 2, "skus": [["sku_id": 1_999_999_999, "price": 1]]])
    #expect(foreign.details.first?["field"] as? String == "skus[0].sku_id")
    #expect(try keeper.client.get("/item/\(item)").int("version") == 2)
  }

  @Test func oneOfTwoConcurrentUpdatesWins() throws {
    let item = try #require(try keeper.create().int("item_id"))
    for round in 1...10 {
      let answers = try Crowd.run(4) { [stack] number in
        try stack.client().put(
          "/item/\(item)", ["version": round, "name": "\(round) by \(number)"])
      }
      #expect(answers.map(\.status).sorted() == [200, 412, 412, 412])
    }
  }

  @Test func aPutSaysWhatIsSo() throws {
    let made = try keeper.create()
    let item = try #require(made.int("item_id"))
    let sku = try #require(made.int("skus.0.sku_id"))
    let body: [String: Any] = [
      "version": 1, "name": " Ａ\u{200B}", "brand": "甲",
      "skus": [["sku_id": sku, "safety_stock": 3]],
    ]
    #expect(try keeper.client.put("/item/\(item)", body).int("version") == 2)
    // Repeated, as a proxy may: the present version, and no 412.
    let again = try keeper.client.put("/item/\(item)", body)
    #expect(again.status == 200 && again.int("version") == 2, "\(again.http.text)")
    let null = try keeper.client.put("/item/\(item)", ["version": 2, "name": NSNull()])
    #expect(null.status == 400)
    let cleared = try keeper.client.put(
      "/item/\(item)",
      ["version": 2, "brand": NSNull(), "skus": [["sku_id": sku, "safety_stock": NSNull()]]])
    #expect(cleared["brand"] is NSNull && cleared.string("skus.0.safety_stock") == "0.0000")
    #expect(cleared.int("version") == 3)
    let extra: [String: Any] = [
      "version": 3, "skus": [["spec": ["色": "红"], "price": 2, "barcodes": [String]()]],
    ]
    #expect(try keeper.client.put("/item/\(item)", extra).int("version") == 4)
    #expect(try keeper.client.put("/item/\(item)", extra).int("version") == 4)
  }

  @Test func barcodesBindAndUnbind() throws {
    let made = try keeper.create([
      ["price": 1, "units": [["unit": "box", "factor": 6]]], ["price": 1],
    ])
    let (sku, other) = (
      try #require(made.int("skus.0.sku_id")), try #require(made.int("skus.1.sku_id"))
    )
    let code = keeper.code()
    func bind(_ sku: Int, _ unit: String?) throws -> APIAnswer {
      var body: [String: Any] = ["sku_id": sku, "code": code]
      body["unit"] = unit
      return try keeper.client.post("/item/barcode/bind", body)
    }
    #expect(try bind(sku, "crate").error == "item.unit_not_found")
    let bound = try bind(sku, "box")
    #expect(bound.status == 200 && bound.int("version") == 2, "\(bound.http.text)")
    #expect(bound.string("units.0.barcode") == code)
    #expect(try bind(sku, "box").int("version") == 2)
    #expect(try bind(sku, nil).error == "item.barcode_taken")
    #expect(try bind(other, nil).error == "item.barcode_taken")
    #expect(try bind(1_999_999_999, nil).error == "item.sku_not_found")
    #expect(try keeper.client.get("/item/barcode/\(code)").string("factor") == "6.0000")
    let free = ["sku_id": sku, "code": code] as [String: Any]
    #expect(try keeper.client.post("/item/barcode/unbind", free).status == 200)
    #expect(
      try keeper.client.post("/item/barcode/unbind", free).error == "item.barcode_not_found")
    #expect(try bind(other, nil).status == 200)
  }

  @Test func deleteDependsOnUse() throws {
    func deletion(_ sku: Int?) throws -> APIAnswer {
      let item = try keeper.client.get("/item/sku/\(sku ?? 0)").int("item_id")
      return try keeper.client.delete("/item/\(item ?? 0)")
    }
    let code = keeper.code()
    let unused = try keeper.create([["price": 1, "barcodes": [code]]])
    let gone = try deletion(unused.int("skus.0.sku_id"))
    #expect(gone.status == 200 && gone.string("status") == "deleted", "\(gone.http.text)")
    #expect(try keeper.client.get("/item/\(unused.int("item_id") ?? 0)").status == 404)
    #expect(try keeper.create([["price": 1, "barcodes": [code]]]).status == 201)

    let clerk = StockActor(stack)
    let sku = try clerk.newSKU()
    try clerk.receive([(sku, "2")])
    let refused = try deletion(sku)
    #expect(refused.status == 409 && refused.error == "item.in_use", "\(refused.http.text)")
    #expect(refused.details.first?["sku_id"] as? Int == sku)
    #expect(try clerk.issue([(sku, "2")]).status == 201)
    let inactive = try deletion(sku)
    #expect(inactive.status == 200 && inactive.string("status") == "inactive")
    let read = try keeper.client.get("/item/sku/\(sku)")
    #expect(read.string("item_status") == "inactive")
    #expect(try deletion(sku).string("status") == "inactive")
  }

  @Test func categoriesFormATree() throws {
    func create(_ name: String, below parent: Int? = nil) throws -> APIAnswer {
      var body: [String: Any] = ["name": name]
      body["parent_id"] = parent
      return try keeper.client.post("/item/category/create", body)
    }
    let name = keeper.code()
    let top = try create(name)
    #expect(top.status == 201 && top["parent_id"] is NSNull, "\(top.http.text)")
    let topID = try #require(top.int("category_id"))
    let below = try #require(try create("below", below: topID).int("category_id"))
    #expect(try create("below", below: topID).error == "category.duplicate")
    #expect(try create(name).error == "category.duplicate")
    #expect(try create("x", below: 999_999).error == "category.not_found")
    let tree = try keeper.client.get("/item/category/tree").items
    let branch = tree.first { $0["category_id"] as? Int == topID }
    let children = branch?["children"] as? [[String: Any]]
    #expect(children?.first?["category_id"] as? Int == below)

    let made = try keeper.create([["price": 1]], ["category_id": below])
    let list = try keeper.client.get("/item/list?category_id=\(topID)")
    #expect(list.items.map { $0["item_id"] as? Int } == [made.int("item_id")])
    var deepest = below
    for level in 3...10 {
      deepest = try #require(try create("l\(level)", below: deepest).int("category_id"))
    }
    #expect(try create("too deep", below: deepest).error == "category.limit")
  }

  @Test func pricesComeAndGo() throws {
    let code = keeper.code()
    let made = try keeper.create([["price": "10", "barcodes": [code]]])
    let sku = try #require(made.int("skus.0.sku_id"))
    func set(_ list: String, _ price: String, from: String? = nil, to: String? = nil) throws
      -> APIAnswer
    {
      var body: [String: Any] = ["sku_id": sku, "price_list": list, "price": price]
      body["valid_from"] = from
      body["valid_to"] = to
      return try keeper.client.post("/item/price/set", body)
    }
    func scanned() throws -> String? {
      try keeper.client.get("/item/barcode/\(code)").string("price")
    }
    #expect(try set("retail", "8", from: "2999-01-01T00:00:00Z").status == 200)
    #expect(
      try set("retail", "7", from: "2020-01-01T00:00:00Z", to: "2021-01-01T00:00:00Z").status == 200
    )
    #expect(try scanned() == "10.0000")
    #expect(try set("retail", "9", from: "2020-01-01T00:00:00Z").status == 200)
    #expect(try scanned() == "9.0000")
    let soon = ISO8601DateFormatter().string(from: Date().addingTimeInterval(2))
    #expect(try set("retail", "5", to: soon).status == 200)
    #expect(try scanned() == "5.0000")
    #expect(try set("member", "4.5").string("current.member") == "4.5000")
    let all = try keeper.client.get("/item/price/\(sku)")
    #expect(all.string("price") == "10.0000" && all.string("current.retail") == "5.0000")
    #expect((all["prices"] as? [Any])?.count == 4)
    #expect(try set("retail", "1", from: soon, to: soon).status == 400)
    #expect(
      try set("retail", "1", to: "2021-01-01T00:00:00Z").details.first?["field"] as? String
        == "valid_to")
    #expect(try set("dealer", "1").status == 400)
    Thread.sleep(forTimeInterval: 3)
    #expect(try scanned() == "9.0000")
    #expect(
      try keeper.client.get("/item/sku/\(sku)").string("retail_price") == "9.0000")
  }

  @Test func listFindsAndPages() throws {
    let word = keeper.mark
    for index in 0..<5 {
      let kind = index == 4 ? "raw" : "finished"
      let made = try keeper.create(
        [["price": 1]], ["name": "苹果汁 \(word) 第\(index)瓶%", "kind": kind])
      #expect(made.status == 201)
    }
    func list(_ query: String) throws -> APIAnswer {
      try keeper.client.get(
        "/item/list?keyword=\(ItemActor.escape("汁 \(word.uppercased()) 第"))\(query)")
    }
    let all = try list("")
    #expect(all.int("total") == 5 && all.int("page") == 1 && all.int("size") == 20)
    let ids = all.items.compactMap { $0["item_id"] as? Int }
    #expect(ids == ids.sorted(by: >) && ids.count == 5)
    #expect(
      try list("&page=2&size=2&sort=created_at").items.map { $0["item_id"] as? Int }
        == [ids[2], ids[1]])
    #expect(try list("&kind=raw").items.map { $0["item_id"] as? Int } == [ids[0]])
    #expect(try list("&status=inactive").int("total") == 0)
    #expect(try list("&sort=-name").items.first?["item_id"] as? Int == ids[0])
    #expect(try list("&page=9").items.isEmpty)
    let wild = ItemActor.escape("\(word)%第")
    #expect(try keeper.client.get("/item/list?keyword=\(wild)").int("total") == 0)
    #expect(try list("&sort=price").status == 400 && list("&size=201").status == 400)
    #expect(try list("&colour=red").details.first?["field"] as? String == "colour")
  }

  @Test func eventsTellEveryChange() throws {
    let made = try keeper.create()
    let item = try #require(made.int("item_id"))
    _ = try keeper.client.put("/item/\(item)", ["version": 1, "name": "新名"])
    _ = try keeper.client.delete("/item/\(item)")
    let rows = try stack.stack.sql(
      "SELECT type, JSON_VALUE(payload, '$.status'), JSON_VALUE(payload, '$.version') FROM outbox "
        + "WHERE source = 'erp-item' AND event_key = '\(item)' ORDER BY 3")
    #expect(
      rows == [
        ["ItemCreated", "active", "1"], ["ItemUpdated", "active", "2"],
        ["ItemUpdated", "deleted", "3"],
      ])
  }

  /// A price that was set is told, in order with all other changes.
  @Test func eventsTellPrices() throws {
    let made = try keeper.create([["price": "10"]])
    let item = try #require(made.int("item_id"))
    let sku = try #require(made.int("skus.0.sku_id"))
    for (list, price) in [("retail", "8.5"), ("member", "7")] {
      let set = try keeper.client.post(
        "/item/price/set", ["sku_id": sku, "price_list": list, "price": price])
      #expect(set.status == 200, "\(set.http.text)")
    }
    let rows = try stack.stack.sql(
      "SELECT JSON_VALUE(payload, '$.version'), JSON_VALUE(payload, '$.price_set.price_list'), "
        + "JSON_VALUE(payload, '$.price_set.price'), JSON_VALUE(payload, '$.price_set.sku_id'), "
        + "JSON_VALUE(payload, '$.skus[0].retail_price') FROM outbox WHERE source = 'erp-item' "
        + "AND type = 'ItemUpdated' AND event_key = '\(item)' ORDER BY outbox_id")
    #expect(
      rows == [
        ["2", "retail", "8.5000", "\(sku)", "8.5000"],
        ["3", "member", "7.0000", "\(sku)", "8.5000"],
      ])
    #expect(try keeper.client.get("/item/\(item)").int("version") == 3)
  }

  /// However many prices are still to come, the one in force is found.
  @Test func theCurrentPriceBehindManyToCome() throws {
    let sku = try #require(try keeper.create([["price": "10"]]).int("skus.0.sku_id"))
    let set = try keeper.client.post(
      "/item/price/set", ["sku_id": sku, "price_list": "member", "price": "6"])
    #expect(set.string("current.member") == "6.0000", "\(set.http.text)")
    try stack.stack.sql(
      "INSERT INTO sku_price (sku_id, price_list, valid_from, price, created_by) "
        + "SELECT \(sku), 'member', NOW(6) + INTERVAL seq DAY, seq, 1 FROM seq_1_to_300")
    let read = try keeper.client.get("/item/price/\(sku)")
    #expect(read.string("current.member") == "6.0000", "\(read.http.text)")
    #expect(read["current.wholesale"] is NSNull && read.string("current.retail") == "10.0000")
    let rows = read["prices"] as? [[String: Any]] ?? []
    #expect(rows.count == 201 && rows.last?["in_force"] as? Bool == true)
    #expect(rows.count { $0["in_force"] as? Bool == true } == 1)
  }

  @Test func sameKeySameItem() throws {
    let key = keeper.code()
    let answers = try Crowd.run(8) { [stack] _ in
      try stack.client().post("/item/create", ["name": key, "skus": [["price": 1]]], key: key)
    }
    let ids = Set(answers.compactMap { $0.int("item_id") })
    #expect(ids.count == 1 && answers.allSatisfy { $0.status == 201 })
    let other = try keeper.client.post(
      "/item/create", ["name": "other", "skus": [["price": 1]]], key: key)
    #expect(other.status == 422)
  }
}
