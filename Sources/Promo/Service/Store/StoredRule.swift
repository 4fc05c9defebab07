import JSONCoding
import Kernel
import PromoDomain

/// Rules as JSON: the same in the table, in requests and in answers. Nil for a text that no version
/// of this program wrote.
extension PromotionRule {
  init?(_ type: PromotionType, stored bytes: [UInt8]) {
    guard let root = try? JSONDocument(parsing: bytes).root else { return nil }
    let rule: PromotionRule? =
      switch type {
      case .specialPrice: Self.specialPrice(root)
      case .bundle: Self.bundle(root)
      case .discount: Self.decimal(root.member("rate")).map { .discount(rate: $0) }
      case .fullReduction: Self.fullReduction(root)
      case .buyGift: Self.buyGift(root)
      }
    guard let rule else { return nil }
    self = rule
  }

  private static func decimal<Unit>(_ node: JSONNode?) -> FixedDecimal<Unit>? {
    try? node?.decimal()
  }

  /// Every element of a list, or nil when one of them cannot be read.
  private static func list<Element>(
    _ node: JSONNode?, _ make: (JSONNode) -> Element?
  ) -> [Element]? {
    guard let node, node.kind == .array else { return nil }
    let elements = node.elements.compactMap(make)
    return elements.count == node.count ? elements : nil
  }

  private static func specialPrice(_ root: JSONNode) -> PromotionRule? {
    let prices = list(root.member("prices")) { node -> Price? in
      guard let id = node.member("sku_id")?.integer(),
        let price: UnitPrice = decimal(node.member("price"))
      else { return nil }
      return Price(skuID: id, price: price)
    }
    return prices.map { .specialPrice($0) }
  }

  private static func bundle(_ root: JSONNode) -> PromotionRule? {
    let components = list(root.member("components")) { node -> Component? in
      guard let id = node.member("sku_id")?.integer(),
        let quantity: Quantity = decimal(node.member("qty"))
      else { return nil }
      return Component(skuID: id, quantity: quantity)
    }
    guard let components, let price: Money = decimal(root.member("price")) else { return nil }
    return .bundle(components, price: price)
  }

  private static func fullReduction(_ root: JSONNode) -> PromotionRule? {
    let tiers = list(root.member("tiers")) { node -> Tier? in
      guard let threshold: Money = decimal(node.member("threshold")),
        let reduce: Money = decimal(node.member("reduce"))
      else { return nil }
      return Tier(threshold: threshold, reduce: reduce)
    }
    guard let tiers, !tiers.isEmpty, let every = root.member("every")?.bool else { return nil }
    return .fullReduction(tiers, every: every)
  }

  private static func buyGift(_ root: JSONNode) -> PromotionRule? {
    guard let id = root.member("sku_id")?.integer(),
      let buy: Quantity = decimal(root.member("buy_qty")), buy > .zero,
      let gift = root.member("gift_sku_id")?.integer(),
      let quantity: Quantity = decimal(root.member("gift_qty")),
      let repeats = root.member("repeat")?.bool
    else { return nil }
    return .buyGift(
      Gift(
        skuID: id, buyQuantity: buy, giftSKUID: gift, giftQuantity: quantity, repeats: repeats))
  }

  var json: [UInt8] {
    var writer = JSONWriter(reserving: 128)
    write(into: &writer)
    return writer.bytes
  }

  func write(into writer: inout JSONWriter) {
    writer.object { writer in
      switch self {
      case .specialPrice(let prices):
        writer.key("prices")
        writer.array(prices) { writer, price in
          writer.object {
            $0.field("sku_id", price.skuID)
            $0.field("price", price.price)
          }
        }
      case .bundle(let components, let price):
        writer.key("components")
        writer.array(components) { writer, component in
          writer.object {
            $0.field("sku_id", component.skuID)
            $0.field("qty", component.quantity)
          }
        }
        writer.field("price", price)
      case .discount(let rate): writer.field("rate", rate)
      case .fullReduction(let tiers, let every):
        writer.key("tiers")
        writer.array(tiers) { writer, tier in
          writer.object {
            $0.field("threshold", tier.threshold)
            $0.field("reduce", tier.reduce)
          }
        }
        writer.field("every", every)
      case .buyGift(let gift):
        writer.field("sku_id", gift.skuID)
        writer.field("buy_qty", gift.buyQuantity)
        writer.field("gift_sku_id", gift.giftSKUID)
        writer.field("gift_qty", gift.giftQuantity)
        writer.field("repeat", gift.repeats)
      }
    }
  }
}
