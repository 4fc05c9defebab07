import Foundation
import StackKit

/// Goods that come in, go out, are counted, moved and locked by hand.
extension Day {
  func line(_ name: String, _ quantity: String, _ more: [String: Any] = [:]) throws -> [String: Any]
  {
    ["sku_id": try id(name), "qty": quantity].merging(more) { $1 }
  }

  /// A part of a piece.
  static let halfCup = "10.5"

  mutating func workStock() throws {
    try attempt(Self.halfCup, or: "10", "request.invalid") { day, cups in
      try day.document(
        "/stock/in",
        [
          "ref_type": "opening", "ref_no": "DAY-OPENING",
          "lines": [
            try day.line("tea", "500", ["unit_cost": "4"]),
            try day.line("water", "300", ["unit_cost": "0.7"]),
            try day.line("cup", cups, ["unit_cost": "1.1"]),
            try day.line("lamp", "20", ["unit_cost": "22"]),
            try day.line("gift", "50", ["unit_cost": "1"]),
          ],
        ], "moves.0.move_id")
    }
    // The organisation's own warehouse; and the same number in another one.
    let branch: [String: Any] = [
      "ref_type": "manual", "ref_no": "DAY-IN-1", "warehouse_id": try id("warehouse A"),
      "lines": [try line("tea", "200", ["unit_cost": "4.4"])],
    ]
    try document("/stock/in", branch, "moves.0.move_id")
    try document(
      "/stock/out",
      [
        "ref_type": "manual", "ref_no": "DAY-OUT-1",
        "lines": [try line("tea", "3"), try line("ice", "2")],
      ], "moves.0.move_id")
    try document(
      "/stock/count",
      [
        "ref_no": "DAY-COUNT-1", "warehouse_id": 1,
        "lines": [["sku_id": try id("water"), "counted_qty": "297"] as [String: Any]],
      ], "moves.0.move_id")
    try document(
      "/stock/transfer",
      [
        "ref_no": "DAY-MOVE-1", "from_warehouse_id": 1,
        "to_warehouse_id": try id("spare warehouse"), "lines": [try line("water", "24")],
      ], "moves.0.move_id")
    try workLocks()
    try workOddNumbers()
  }

  /// Of the house, of a store in its own warehouse, of a store in the house's warehouse.
  private mutating func workLocks() throws {
    let manager = try user(said("Mei.Li"))
    let other = try user(said("mei.li"))
    try document(
      "/stock/lock", ["ref_no": "DAY-LOCK-1", "ttl_seconds": 0, "lines": [try line("tea", "7")]],
      "lines.0.qty")
    let own: [String: Any] = [
      "ref_no": "DAY-LOCK-2", "ttl_seconds": 0, "warehouse_id": try id("warehouse A"),
      "lines": [try line("tea", "6")],
    ]
    try post("/stock/lock", own, as: manager)
    let shared: [String: Any] = [
      "ref_no": "DAY-LOCK-3", "ttl_seconds": 0, "lines": [try line("tea", "5")],
    ]
    try post("/stock/lock", shared, as: other)
    try document(
      "/stock/out",
      [
        "ref_type": "manual", "ref_no": "DAY-OUT-2", "from_lock": "DAY-LOCK-1",
        "lines": [try line("tea", "2")],
      ], "moves.0.move_id")
  }

  static let oddLock = "ＤＡＹ－ＬＯＣＫ－４"
  static let oddNumbers = ["DAY-ODD 1", " DAY-ODD-2 ", "ＤＡＹ－ＯＤＤ－３"]

  /// Numbers as people wrote them, before there were rules for them.
  private mutating func workOddNumbers() throws {
    try document(
      "/stock/lock", ["ref_no": Self.oddLock, "ttl_seconds": 0, "lines": [try line("tea", "2")]],
      "lines.0.qty")
    for number in Self.oddNumbers {
      let body: [String: Any] = [
        "ref_type": "manual", "ref_no": number,
        "lines": [try line("water", "1", ["unit_cost": "0.8"])],
      ]
      try document("/stock/in", body, "moves.0.move_id")
    }
  }

  func goOnStock() throws {
    let manager = try user(said("Mei.Li"))
    let other = try user(said("mei.li"))
    let seen = try get("/stock/lock/list?ref_no=DAY-LOCK-2", as: manager)
    try same(seen["items.0.qty"], "6.0000", "the store's lock")
    let strange = try other.post("/stock/unlock", ["ref_no": "DAY-LOCK-2"])
    guard strange.status == 404 || strange.status == 403 else {
      throw StackFault("another store's lock: \(strange.status) \(strange.http.text)")
    }
    try post(
      "/stock/out",
      [
        "ref_type": "manual", "ref_no": "DAY-OUT-3", "from_lock": "DAY-LOCK-2",
        "lines": [try line("tea", "4")],
      ], as: manager)
    try post("/stock/unlock", ["ref_no": "DAY-LOCK-2"], as: manager)
    try post("/stock/unlock", ["ref_no": "DAY-LOCK-3"], as: other)
    for number in ["DAY-LOCK-1", Self.oddLock] { try post("/stock/unlock", ["ref_no": number]) }
    for number in ["DAY-LOCK-1", "DAY-LOCK-2", "DAY-LOCK-3", Self.oddLock] {
      let asked = number.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? number
      let held = try get("/stock/lock/list?ref_no=\(asked)").items
      guard !held.isEmpty, held.allSatisfy({ $0["status"] as? String != "held" }) else {
        throw StackFault("\(number) is still held: \(held)")
      }
    }
    // A part of a piece was there, so the unit goes on with parts.
    let cups = took(Self.halfCup) ? "0.5" : "1"
    try post(
      "/stock/out",
      ["ref_type": "manual", "ref_no": "DAY-OUT-4", "lines": [try line("cup", cups)]])
    try post(
      "/stock/transfer",
      [
        "ref_no": "DAY-MOVE-2", "from_warehouse_id": try id("spare warehouse"),
        "to_warehouse_id": 1, "lines": [try line("water", "24")],
      ])
    try post(
      "/stock/count",
      [
        "ref_no": "DAY-COUNT-2", "warehouse_id": 1,
        "lines": [["sku_id": try id("ice"), "counted_qty": "5"] as [String: Any]],
      ])
  }
}
