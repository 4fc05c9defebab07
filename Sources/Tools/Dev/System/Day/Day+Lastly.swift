import Foundation
import StackKit

/// Tills, and what is asked when all is done.
extension Day {
  private func sale(
    _ sequence: Int, _ name: String, _ price: String, paid: String? = nil
  ) throws -> [String: Any] {
    [
      "client_id": "DAY-SALE-\(sequence)", "seq": sequence,
      "sold_at": ISO8601DateFormatter().string(from: Date()),
      "lines": [try line(name, "1", ["price": price])], "payable": price,
      "payments": [["method": "cash", "amount": paid ?? price]],
    ]
  }

  /// One till waits for its third sale, the other's first sale cannot be booked.
  mutating func workTills() throws {
    for device in ["DAY-TILL-1", "DAY-TILL-2"] {
      try post("/pos/register", ["device_id": device, "store_id": try id("store A")])
    }
    let first = [
      try sale(1, "tea", "10.00"), try sale(2, "ice", "1.50"), try sale(4, "water", "2.00"),
      try sale(5, "tea", "9.50"),
    ]
    let booked = try document(
      "/pos/sync", ["device_id": "DAY-TILL-1", "orders": first], "results.0.order_no")
    try same(booked["results.2.status"], "waiting", "a sale ahead of its turn")
    let second = [try sale(1, "tea", "10.00", paid: "9.00"), try sale(2, "tea", "10.00")]
    let parked = try post("/pos/sync", ["device_id": "DAY-TILL-2", "orders": second])
    try same(parked["results.0.status"], "failed", "a sale whose payments are short")
  }

  func goOnTills() throws {
    let third =
      ["device_id": "DAY-TILL-1", "orders": [try sale(3, "water", "2.00")]] as [String: Any]
    let booked = try post("/pos/sync", third)
    try same(booked["results.0.status"], "accepted", "the sale that the till waited for")
    let status = try wait("/pos/status?device_id=DAY-TILL-1", "at its sixth sale") {
      $0.int("next_seq") == 6
    }
    try same(status["waiting"], "0", "sales that wait")
    try post(
      "/pos/skip", ["device_id": "DAY-TILL-2", "seq": 1, "reason": "按纸质小票补录"])
  }

  /// What is answered at the end of the day, once all of it has been taken in.
  mutating func workLastly() throws {
    for name in ["tea", "water", "cup", "lamp", "ice", "gift", "frame", "wheel", "bicycle"] {
      let sku = try id(name)
      try costed(name)
      try keep("/stock/\(sku)", ["on_hand", "locked", "available"])
      try keep("/cost/\(sku)", ["unit_cost", "on_hand", "value"])
      try keep("/item/sku/\(sku)", ["price", "name", "barcodes.0"])
    }
    for name in book.numbers.keys.sorted() {
      let number = try number(name)
      try keep(
        "/order/\(number)",
        ["status", "stock_status", "original", "discount", "payable", "refunded", "member_id"])
    }
    for name in book.ids.keys.sorted() {
      let id = try id(name)
      switch name.prefix(while: { $0 != " " }) {
      case "member":
        try keep(
          "/member/\(id)", ["name", "card_no", "points", "growth", "level"],
          newer: ["points_debt"])
      case "po": try keep("/po/\(id)", ["status", "po_no", "total", "lines.0.received_qty"])
      case "mo":
        try keep(
          "/mo/\(id)",
          ["status", "mo_no", "material_status", "bom.0.issued_qty", "bom.1.returned_qty"])
      default: break
      }
    }
    try keep("/cost/sheet/\(try id("mo completed"))", ["material", "total", "unit_cost"])
  }

  /// Nothing that was acknowledged is lost or told otherwise.
  func readAgain() throws {
    for read in book.reads {
      let answer = try get(read.path)
      for (field, value) in read.facts {
        try same(answer[field] ?? "none", value, "\(read.path) \(field)")
      }
    }
  }

  /// Nothing happens twice.
  func postAgain() throws {
    for document in book.documents {
      guard let body = try JSONSerialization.jsonObject(with: document.body) as? [String: Any]
      else { throw StackFault("the day's book is damaged at \(document.path)") }
      let again = try post(document.path, body)
      try same(again[document.fact], document.value, "\(document.path) \(body), posted again")
    }
    for read in book.reads where read.path.hasPrefix("/stock/") {
      try same(try get(read.path)["on_hand"], read.facts["on_hand"] ?? "?", read.path)
    }
  }

  /// Costs recomputed from the ledger are those that are stored, and no event was given up.
  func goOnLastly() throws {
    for name in ["tea", "water", "cup", "lamp", "ice", "gift", "frame", "wheel", "bicycle"] {
      try costed(name)
    }
    let end = Date().addingTimeInterval(Self.patience)
    var different = 1
    while different > 0, Date() < end {
      let answer = try post("/cost/calculate", [:])
      different = (answer["different"] as? [Any])?.count ?? 1
      guard different > 0 else { break }
      usleep(500_000)
      if Date() >= end { throw StackFault("/cost/calculate: \(answer.http.text)") }
    }
    let dead = try get("/ops/events/dead")
    guard dead.items.isEmpty else { throw StackFault("given up: \(dead.http.text)") }
  }
}
