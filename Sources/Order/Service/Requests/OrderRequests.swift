/// `POST /order/create`
struct PlaceOrderRequest: RequestBody {
  struct Line: RequestBody {
    let skuID: Int64?
    let barcode: String?
    let quantity: Quantity

    init(from fields: inout Fields) {
      (skuID, barcode) = fields.goods()
      quantity = fields.decimal("qty", .positive)
    }
  }

  let channel: String
  let storeID: Int64
  /// Nil: the store's.
  let warehouseID: Int64?
  let memberID: Int64?
  let couponID: Int64?
  let pointsToUse: Int64
  let expectedPayable: Money?
  let remark: String?
  let lines: [Line]

  init(from fields: inout Fields) {
    channel = fields.code("channel", 1...20, .channel)
    if OrderSeries.isTill(channel) {
      fields.refuse(
        "channel",
        .other(english: "must not be till: that is the tills' own", chinese: "till 是收银机专用渠道，不可使用"))
    }
    storeID = fields.id("store_id")
    warehouseID = fields.optionalID("warehouse_id")
    memberID = fields.optionalID("member_id")
    couponID = fields.optionalID("coupon_id")
    pointsToUse = fields.optionalInteger("use_points", 0...1_000_000_000) ?? 0
    expectedPayable = fields.optionalDecimal("expected_payable", .notNegative)
    remark = fields.optionalText("remark", 0...200)
    lines = fields.list("lines", Line.self, RequestLimits.documentLines)
    if memberID == nil {
      let reason = FaultReason.other(english: "needs a member_id", chinese: "需要同时提供 member_id")
      if couponID != nil { fields.refuse("coupon_id", reason) }
      if pointsToUse > 0 { fields.refuse("use_points", reason) }
    }
  }
}

/// `POST /order/pay`
struct PayOrderRequest: RequestBody {
  let orderNumber: String
  let payments: [Payment]

  init(from fields: inout Fields) {
    orderNumber = fields.code("order_no", 1...64, .code)
    payments = fields.payments()
  }
}

/// Goods of an order, by SKU.
struct GoodsRequest: RequestBody {
  let goods: SKUQuantity

  init(from fields: inout Fields) {
    goods = SKUQuantity(skuID: fields.id("sku_id"), quantity: fields.decimal("qty", .positive))
  }
}

/// `POST /order/ship`
struct ShipOrderRequest: RequestBody {
  let orderNumber: String
  let shipNumber: String?
  let carrier: String?
  let trackingNumber: String?
  let lines: [SKUQuantity]?

  init(from fields: inout Fields) {
    orderNumber = fields.code("order_no", 1...64, .code)
    shipNumber = fields.optionalCode("ship_no", 1...64, .code)
    carrier = fields.optionalText("carrier", 1...100)
    trackingNumber = fields.optionalCode("tracking_no", 1...100)
    lines = fields.optionalList("lines", GoodsRequest.self, RequestLimits.documentLines)?
      .map(\.goods)
  }
}

/// `POST /order/cancel`
struct CancelOrderRequest: RequestBody {
  let orderNumber: String
  let reason: String?

  init(from fields: inout Fields) {
    orderNumber = fields.code("order_no", 1...64, .code)
    reason = fields.optionalText("reason", 1...200)
  }
}

/// What comes back of one line of an order: goods or a gift.
struct RefundLine: RequestBody {
  let wish: RefundWish?

  init(from fields: inout Fields) {
    let number = fields.optionalCount("line_no", 1...1_000_000)
    let skuID = fields.optionalID("sku_id")
    let quantity: Quantity = fields.decimal("qty", .positive)
    let source = fields.optionalChoice("from", GoodsSource.self)
    if let number, skuID == nil {
      wish = RefundWish(.line(number), quantity, from: source)
    } else if let skuID, number == nil {
      wish = RefundWish(.sku(skuID), quantity, from: source)
    } else {
      wish = nil
      fields.refuse(
        "line_no",
        .other(english: "give either line_no or sku_id", chinese: "必须且只能提供 line_no 或 sku_id"))
    }
  }
}

/// `POST /order/refund`
struct RefundOrderRequest: RequestBody {
  let orderNumber: String
  let refundNumber: String
  let lines: [RefundWish]?

  init(from fields: inout Fields) {
    orderNumber = fields.code("order_no", 1...64, .code)
    refundNumber = fields.code("refund_no", 1...64, .code)
    lines = fields.optionalList("lines", RefundLine.self, RequestLimits.documentLines)?
      .compactMap(\.wish)
  }
}

/// `GET /order/list`
struct OrderFilter: RequestBody {
  let memberID: Int64?
  let storeID: Int64?
  let status: OrderStatus?
  let span: TimeSpan
  let flag: OrderFlag?
  let listing: Listing

  init(from fields: inout Fields) {
    memberID = fields.optionalID("member_id")
    storeID = fields.optionalID("store_id")
    status = fields.optionalChoice("status", OrderStatus.self)
    span = fields.timeSpan()
    flag = fields.optionalChoice("flag", OrderFlag.self)
    listing = fields.listing(sorts: ["-created_at", "payable"])
  }
}
