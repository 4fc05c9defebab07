import StackKit

/// A scenario that reads.
struct ReadScenario {
  let name: String
  let lua: String
}

/// A scenario that writes, with the way to record the statements of one such request.
struct WriteScenario {
  let name: String
  let lua: String
  /// Different SKUs in a request.
  let lines: Int
  /// Text that appears in the request's transaction only.
  let marker: String
  /// The responder that answers.
  let part: String
  /// Of its floor, that it has to reach.
  var atLeast = 0.5
  /// Makes one request whose statements are recorded; nil when there is no floor.
  let sample: ((APIClient, [Int64]) throws -> SQLFloor.Sample)?
}

/// The scenarios of `make bench`.
enum Scenario {
  static let reads = [
    ReadScenario(name: "GET /item/{id}", lua: get("'/item/' .. items[math.random(#items)]")),
    ReadScenario(
      name: "GET /item/barcode/{code}", lua: get("'/item/barcode/' .. codes[math.random(#codes)]")),
    ReadScenario(name: "GET /stock/{sku_id}", lua: get("'/stock/' .. sku()")),
  ]

  static var writes: [WriteScenario] {
    [
      WriteScenario(
        name: "POST /stock/lock, 1 line, all SKUs", lua: lock("sku()"), lines: 1,
        marker: "INSERT INTO stock_lock", part: "stock", sample: sampleLock),
      WriteScenario(
        name: "POST /stock/lock, 1 line, 4 hot SKUs", lua: lock("skus[math.random(4)]"), lines: 1,
        marker: "", part: "stock", sample: nil),
      WriteScenario(
        name: "POST /order/create, 3 lines", lua: order(headers: "headers"), lines: 3,
        marker: "INSERT INTO sales_order ", part: "order",
        sample: { try sampleOrder($0, $1, key: nil) }),
      WriteScenario(
        name: "POST /order/create, with Idempotency-Key",
        lua: "headers['Idempotency-Key'] = unique(); " + order(headers: "headers"), lines: 3,
        marker: "INSERT INTO sales_order ", part: "order",
        sample: { try sampleOrder($0, $1, key: "sample-\(UInt32.random(in: .min ... .max))") }),
    ]
  }

  /// With the promotions of `BenchSales`.
  static var memberSale: WriteScenario {
    WriteScenario(
      name: "POST /order/create, 3 promotions, member, points", lua: memberOrder, lines: 3,
      marker: "INSERT INTO sales_order ", part: "order", atLeast: 0.4,
      sample: { try sampleOrder($0, $1, key: nil, asMember: true) })
  }

  /// A basket of 20 lines, priced but not sold.
  static let calculation = """
    local lines, seen = {}, {}
    while #lines < \(BenchSales.calcLines) do
      local id = sku()
      if not seen[id] then
        seen[id] = true
        lines[#lines + 1] = '{"sku_id":' .. id .. ',"qty":"2"}'
      end
    end
    local body = '{"channel":"\(BenchSales.calcChannel)","store_id":1,"lines":['
      .. table.concat(lines, ',') .. ']}'
    return wrk.format('POST', '/promo/calc', headers, body)
    """

  private static let memberOrder = """
    local form = '{"channel":"\(BenchSales.memberChannel)","store_id":1,"member_id":%s,'
      .. '"use_points":5,"lines":[{"sku_id":%s,"qty":"1"},{"sku_id":%s,"qty":"2"},'
      .. '{"sku_id":%s,"qty":"1.5"}]}'
    local member = members[math.random(#members)]
    local body = string.format(form, member, sku(), sku(), sku())
    return wrk.format('POST', '/order/create', headers, body)
    """

  private static func get(_ path: String) -> String {
    "return wrk.format('GET', \(path), headers)"
  }

  private static func lock(_ sku: String) -> String {
    """
    local form = '{"ref_no":"%s","lines":[{"sku_id":%s,"qty":"1"}]}'
    local body = string.format(form, unique(), \(sku))
    return wrk.format('POST', '/stock/lock', headers, body)
    """
  }

  private static func order(headers: String) -> String {
    """
    local body = string.format('{"channel":"bench","store_id":1,"lines":[{"sku_id":%s,"qty":"1"},'
      .. '{"sku_id":%s,"qty":"2"},{"sku_id":%s,"qty":"1.5"}]}', sku(), sku(), sku())
    return wrk.format('POST', '/order/create', \(headers), body)
    """
  }

  private static func sampleLock(_ api: APIClient, _ skus: [Int64]) throws -> SQLFloor.Sample {
    let reference = "sample-\(UInt32.random(in: .min ... .max))"
    let answer = try api.post(
      "/stock/lock", ["ref_no": reference, "lines": lines(skus)] as [String: Any])
    try require(answer)
    return SQLFloor.Sample(skus: skus, references: [reference], documentID: nil, idTable: "")
  }

  private static func sampleOrder(
    _ api: APIClient, _ skus: [Int64], key: String?, asMember: Bool = false
  ) throws -> SQLFloor.Sample {
    var body: [String: Any] = ["channel": "floor", "store_id": 1, "lines": lines(skus)]
    if asMember {
      body["channel"] = BenchSales.memberChannel
      body["member_id"] = try api.get("/member/list?size=1").items.first?["member_id"] as? Int
      body["use_points"] = 5
    }
    let answer = try api.post("/order/create", body, key: key)
    try require(answer)
    return SQLFloor.Sample(
      skus: skus, references: [answer.string("order_no"), key].compactMap { $0 },
      documentID: answer.int("order_id").map(Int64.init), idTable: "sales_order")
  }

  private static func lines(_ skus: [Int64]) -> [[String: Any]] {
    skus.map { ["sku_id": $0, "qty": "1"] }
  }

  private static func require(_ answer: APIAnswer) throws {
    guard (200...201).contains(answer.status) else {
      throw StackFault("the sample request failed: \(answer.http.text.prefix(300))")
    }
  }
}
