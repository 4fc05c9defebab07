/// `POST /promo/calc`
struct BasketRequest: RequestBody {
  let channel: String
  let storeID: Int64
  let memberID: Int64?
  /// Now when absent.
  let at: Instant?
  let lines: [GoodsRequest]

  init(from fields: inout Fields) {
    channel = fields.code("channel", 1...20, .channel)
    storeID = fields.id("store_id")
    memberID = fields.optionalID("member_id")
    at = fields.optionalInstant("at")
    lines = fields.list("lines", GoodsRequest.self, RequestLimits.documentLines)
  }
}

/// So much of one SKU.
struct GoodsRequest: RequestBody {
  let goods: SKUQuantity

  init(from fields: inout Fields) {
    goods = SKUQuantity(skuID: fields.id("sku_id"), quantity: fields.decimal("qty", .positive))
  }
}
