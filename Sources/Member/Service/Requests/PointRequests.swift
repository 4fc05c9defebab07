/// `POST /member/point/change`
struct ChangePointsRequest: RequestBody {
  let memberID: Int64
  let change: Points
  let reason: PointReason
  let reference: String
  let expiresAt: Instant?

  /// The most that one change by hand may be, of either sign.
  private static let largest: Int64 = 1_000_000_000

  init(from fields: inout Fields) {
    memberID = fields.id("member_id")
    change = Points(clamping: fields.integer("change", .within(Self.largest)))
    let reason = fields.choice("reason", PointReason.self)
    self.reason = reason ?? .adjust
    reference = fields.code("ref_no", 1...64, .code)
    expiresAt = fields.optionalInstant("expires_at")
    switch self.reason {
    case .earn: if !change.isPositive { fields.refuse("change", .outOfRange("> 0")) }
    case .redeem, .expire: if !change.isNegative { fields.refuse("change", .outOfRange("< 0")) }
    case .adjust, .refund: if change.isZero { fields.refuse("change", .outOfRange("≠ 0")) }
    }
    if !change.isPositive, expiresAt != nil {
      fields.refuse(
        "expires_at",
        .other(english: "is for points that come", chinese: "仅在增加积分时可用"))
    }
    if reason == .expire, reference.hasPrefix(PointReference.endPrefix) {
      fields.refuse(
        "ref_no",
        .other(english: "is kept for lots that expire by themselves", chinese: "为系统自动过期保留"))
    }
    if PointReference.isReserved(reference) {
      fields.refuse(
        "ref_no",
        .other(english: "is kept for orders and refunds", chinese: "为订单和退款保留"))
    }
  }
}

extension FaultReason {
  static let inThePast = FaultReason.other(english: "must be ahead of now", chinese: "必须晚于当前时间")
}

/// `GET /member/{id}/point/list`
struct PointFilter: RequestBody {
  let reason: PointReason?
  let position: LedgerPosition

  init(from fields: inout Fields) {
    reason = fields.optionalChoice("reason", PointReason.self)
    position = fields.ledgerPosition()
  }
}
