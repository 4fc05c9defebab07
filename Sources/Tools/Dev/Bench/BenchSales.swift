import Foundation
import StackKit

/// Members and promotions for the scenarios that sell with them, made through the public API.
enum BenchSales {
  static let memberChannel = "member"
  static let calcChannel = "calc"
  /// Lines of a basket that is only calculated.
  static let calcLines = 20
  private static let memberCount = 200
  private static let points = 10_000_000

  /// Members with points, and three promotions on what they buy; then 200 promotions, of which 20
  /// match and stack, for a channel of their own.
  static func make(api: APIClient, goods: BenchGoods) throws {
    var members: [Int] = []
    for number in 0..<memberCount {
      let phone = "139\(String(format: "%08d", number))"
      let member = try made(
        api.post("/member/register", ["name": "会员 \(number)", "phone": phone]), "member_id")
      _ = try made(
        api.post(
          "/member/point/change",
          [
            "member_id": member, "change": points, "reason": "adjust",
            "ref_no": "bench-\(number)",
          ]), "points")
      members.append(member)
    }
    try promote(api, "discount", ["rate": "0.95"], memberChannel)
    try promote(
      api, "full_reduction", ["tiers": [["threshold": "100", "reduce": "5"]]], memberChannel)
    try promote(
      api, "full_reduction", ["tiers": [["threshold": "9", "reduce": "1"]]], memberChannel)
    for number in 0..<200 {
      let channel = number < 20 ? calcChannel : "elsewhere"
      try promote(api, ["discount", "full_reduction"][number % 2], rule(number), channel)
    }
    // Every process knows of them within a second.
    usleep(1_100_000)
    let list = members.map { "\($0)\n" }.joined()
    try list.write(
      to: goods.folder.appendingPathComponent("members.txt"), atomically: true, encoding: .utf8)
  }

  private static func rule(_ number: Int) -> [String: Any] {
    number % 2 == 0
      ? ["rate": "0.9\(number % 10)"]
      : ["tiers": [["threshold": "\(10 + number)", "reduce": "\(1 + number % 7)"]]]
  }

  private static func promote(
    _ api: APIClient, _ type: String, _ rule: [String: Any], _ channel: String
  ) throws {
    let promotion = try made(
      api.post(
        "/promo/create",
        [
          "name": "促销 \(type)", "type": type, "rule": rule, "stackable": true,
          "scope": ["channels": [channel]], "starts_at": "2020-01-01T00:00:00Z",
          "ends_at": "2999-01-01T00:00:00Z",
        ] as [String: Any]), "promo_id")
    _ = try made(api.post("/promo/enable", ["promo_id": promotion]), "promo_id")
  }

  /// The id that the answer's `field` holds.
  static func made(_ answer: APIAnswer, _ field: String) throws -> Int {
    guard (200...201).contains(answer.status), let id = answer.int(field) else {
      throw StackFault("\(field): \(answer.http.text.prefix(300))")
    }
    return id
  }
}
