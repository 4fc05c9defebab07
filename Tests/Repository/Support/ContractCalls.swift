/// The calls that the API's contract promises, `{}` for what a path names.
enum ContractCalls {
  static let user = [
    "POST /user/login", "POST /user/refresh", "POST /user/logout", "POST /user/create",
    "POST /user/password/reset",
    "GET /user/{}", "GET /user/me", "GET /user/list", "PUT /user/{}", "POST /user/password",
    "POST /user/role/create", "GET /user/role/list", "POST /user/role/assign",
    "GET /user/permission/list", "POST /user/org/create", "GET /user/org/tree",
    "GET /user/audit/list",
  ]

  static let item = [
    "POST /item/create", "GET /item/{}", "GET /item/sku/{}", "GET /item/barcode/{}",
    "GET /item/list", "PUT /item/{}", "DELETE /item/{}", "POST /item/barcode/bind",
    "POST /item/barcode/unbind", "POST /item/category/create", "GET /item/category/tree",
    "POST /item/price/set", "GET /item/price/{}", "POST /item/import", "GET /item/export",
    "GET /item/unit/list", "POST /item/unit/create", "PUT /item/unit/{}",
  ]

  static let stock = [
    "POST /stock/warehouse/create", "GET /stock/warehouse/list", "POST /stock/in",
    "POST /stock/out", "POST /stock/lock", "POST /stock/unlock", "GET /stock/{}",
    "GET /stock/list", "GET /stock/move/list", "GET /stock/lock/list", "POST /stock/transfer",
    "POST /stock/count",
    "POST /stock/warehouse/assign", "GET /stock/warehouse/of",
  ]

  static let member = [
    "POST /member/register", "GET /member/{}", "GET /member/list", "GET /member/{}/point/list",
    "POST /member/point/change", "POST /member/coupon/template/create",
    "GET /member/coupon/template/{}", "PUT /member/coupon/template/{}",
    "GET /member/coupon/template/list",
    "POST /member/coupon/void", "POST /member/coupon",
    "GET /member/coupon", "POST /member/coupon/use", "GET /member/level/list",
    "PUT /member/level",
  ]

  static let promo = [
    "POST /promo/create", "POST /promo/enable", "POST /promo/disable", "GET /promo/{}",
    "GET /promo/list", "POST /promo/calc",
  ]

  static let order = [
    "POST /order/create", "GET /order/{}", "GET /order/list", "POST /order/pay",
    "POST /order/ship", "POST /order/cancel", "POST /order/refund",
  ]

  static let pos = [
    "POST /pos/register", "POST /pos/sync", "GET /pos/status", "POST /pos/retry", "POST /pos/skip",
  ]

  static let purchase = [
    "POST /po/supplier/create", "PUT /po/supplier/{}", "GET /po/supplier/list", "POST /po/create",
    "GET /po/{}", "GET /po/list", "POST /po/approve", "POST /po/unapprove", "POST /po/receive",
    "POST /po/return", "POST /po/close",
  ]

  static let production = [
    "POST /mo/bom/template/create", "GET /mo/bom/template/{}", "GET /mo/bom/template/list",
    "GET /mo/bom/explode", "POST /mo/create", "POST /mo/release", "POST /mo/start",
    "POST /mo/issue", "POST /mo/return-material", "POST /mo/cancel", "GET /mo/{}", "GET /mo/list",
    "GET /mo/bom",
  ]

  static let cost = [
    "GET /cost/{}", "GET /cost/list", "GET /cost/{}/history", "GET /cost/sheet/{}",
    "POST /cost/calculate", "POST /cost/period/close",
    "POST /cost/rate/set", "GET /cost/rate/list", "POST /cost/adjust", "POST /cost/period/reopen",
    "GET /cost/period/list",
  ]

  static let job = [
    "POST /job/report", "POST /job/reverse", "POST /job/loss", "POST /job/finish",
    "GET /job/{}/status", "GET /job/report/list",
  ]

  static let operations = [
    "GET /health", "GET /health/ready",
    "GET /ops/events/lag", "GET /ops/events/dead", "POST /ops/events/replay",
    "GET /ops/audit", "GET /ops/metrics",
  ]

  static let all =
    user + item + stock + member + promo + order + pos + purchase + production + job + cost
    + operations

  /// The only calls that take nobody's token.
  static let open: Set = [
    "POST /user/login", "POST /user/refresh", "GET /health", "GET /health/ready",
  ]

  /// `GET /item/{id}` becomes `GET /item/{}`.
  static func key(_ method: String, _ path: String) -> String {
    let segments = path.split(separator: "/").map { $0.hasPrefix("{") ? "{}" : String($0) }
    return "\(method) /\(segments.joined(separator: "/"))"
  }
}
