import Foundation
import StackKit

/// The goods that the load sells: made through the public API, as a user would.
struct BenchGoods {
  let skus: [Int64]
  let folder: URL

  /// 10,000 SKUs with a barcode each, a million pieces of each in the default warehouse.
  static func make(_ count: Int, api: APIClient, stack: Stack) throws -> BenchGoods {
    var csv = "code,name,base_unit,price,barcodes\n"
    for number in 1...count {
      csv += "B\(number),测试商品 \(number),pcs,\(1 + number % 500).50,69\(1_000_000 + number)\n"
    }
    let headers: [HTTPClient.Header] = [
      ("Authorization", "Bearer \(api.token ?? "")"), ("Content-Type", "text/csv"),
    ]
    let answer = APIAnswer(
      try api.http.send("POST", "/item/import", headers: headers, body: Array(csv.utf8)))
    guard answer.status == 200, answer.int("created") == count else {
      throw StackFault("import: \(answer.http.text.prefix(300))")
    }
    let rows = try stack.sql(
      """
      SELECT s.sku_id, b.code, s.item_id FROM sku s JOIN sku_barcode b ON b.sku_id = s.sku_id \
      ORDER BY s.sku_id
      """)
    let skus = rows.compactMap { Int64($0[0]) }
    for (number, start) in stride(from: 0, to: skus.count, by: 1000).enumerated() {
      let lines = skus[start..<min(start + 1000, skus.count)].map {
        ["sku_id": $0, "qty": "1000000", "unit_cost": "1"] as [String: Any]
      }
      let body: [String: Any] = [
        "ref_type": "opening", "ref_no": "bench-\(number)", "lines": lines,
      ]
      let answer = try api.post("/stock/in", body)
      guard (200...201).contains(answer.status) else {
        throw StackFault("stock in: \(answer.http.text.prefix(300))")
      }
    }
    let folder = URL(fileURLWithPath: stack.layout.root).appendingPathComponent("bench")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try rows.map { "\($0[0]) \($0[1]) \($0[2])\n" }.joined()
      .write(to: folder.appendingPathComponent("skus.txt"), atomically: true, encoding: .utf8)
    return BenchGoods(skus: skus, folder: folder)
  }
}
