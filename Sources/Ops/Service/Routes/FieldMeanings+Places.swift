extension FieldMeanings {
  /// What a field means in one place: in the member that is named before the point, else in the
  /// call, in its first two words, or in the centre.
  static let byPlace: [(String, String, String)] = [
    (
      "cost/adjust.total",
      "Difference in all: of the goods that are still here and of those that left", "差额合计（在库与已出库部分）"
    ),
    ("cost/sheet/{mo_id}.total", "Cost in all", "成本合计"),
    ("item/barcode.code", "Barcode", "条码"),
    ("items.total", "In all", "合计"),
    ("leaves.level", "Depth in the bill of material", "物料清单层级"),
    ("lines.from", "Where the goods are taken from: shipped or not shipped", "退货来源：已发或未发"),
    ("lines.level", "Depth in the bill of material", "物料清单层级"),
    ("member/coupon.issued", "How many were claimed", "已领取张数"),
    ("member/coupon/template/create.total", "How many may be claimed", "可领取总张数"),
    ("member/coupon/template/{id}.total", "How many may be claimed", "可领取总张数"),
    ("member/coupon/void.locked", "Coupons in use by an unpaid order", "被未支付订单占用的张数"),
    ("missing.from", "First number that is missing", "缺失的第一个序号"),
    ("missing.to", "Last number that is missing", "缺失的最后一个序号"),
    ("operation.scrap", "Quantity scrapped", "报废数量"),
    ("operations.scrap", "Quantity scrapped", "报废数量"),
    ("order.applied", "Promotions that took effect", "生效的促销"),
    ("order/refund.order", "The order as it is now", "退款后的订单"),
    ("po.total", "In all", "合计金额"),
    ("po/list.total", "How many there are in all", "总条数"),
    ("po/supplier/list.total", "How many there are in all", "总条数"),
    ("pos.applied", "Up to this number every sale is applied", "此序号及之前的销售均已入账"),
    ("pos.held", "First sale that waits, and why", "首笔等待处理的销售及原因"),
    ("pos.missing", "Numbers that have not come yet", "尚未收到的序号区间"),
    ("pos.next", "Number that is expected next", "期待的下一个序号"),
    ("pos.seq", "Number of the sale at the till", "收银机销售序号"),
    ("promo.applied", "Promotions that took effect", "生效的促销"),
    ("variances.price", "Variance by prices", "价格差异"),
  ]
}
