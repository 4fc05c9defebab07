/// Rules as JSON: the same in the table, in requests and in answers. Nil for a text that no version
/// of this program wrote.
extension PromotionRule: Answer {
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
    let components = list(root.member("components")) { node -> SKUQuantity? in
      guard let id = node.member("sku_id")?.integer(),
        let quantity: Quantity = decimal(node.member("qty"))
      else { return nil }
      return SKUQuantity(skuID: id, quantity: quantity)
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

  var json: [UInt8] { JSONWriter.bytes(write) }

  /// The fields of the rule's type, and no others.
  package static var schema: Schema {
    let id = Schema.integer(1...Identifier.maximum)
    let money = Schema.decimal(places: MoneyUnit.places)
    let quantity = Schema.decimal(places: QuantityUnit.places)
    return .object(
      [
        ("prices", .list(Price.schema, nil)),
        ("components", .list(BundlePart.schema, nil)), ("price", money),
        ("rate", .decimal(places: RateUnit.places)),
        ("tiers", .list(Tier.schema, nil)), ("every", .boolean), ("sku_id", id),
        ("buy_qty", quantity), ("gift_sku_id", id), ("gift_qty", quantity), ("repeat", .boolean),
      ].map { SchemaProperty($0.0, $0.1, isRequired: false) })
  }

  package func write(into writer: inout JSONWriter) {
    writer.object { writer in
      switch self {
      case .specialPrice(let prices):
        writer.key("prices")
        writer.array(prices) { $1.write(into: &$0) }
      case .bundle(let components, let price):
        writer.key("components")
        writer.array(components) { BundlePart(goods: $1).write(into: &$0) }
        writer.field("price", price)
      case .discount(let rate): writer.field("rate", rate)
      case .fullReduction(let tiers, let every):
        writer.key("tiers")
        writer.array(tiers) { $1.write(into: &$0) }
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

extension PromotionRule.Price: ObjectAnswer {
  package static let shape: [AnswerField<PromotionRule.Price>] = [
    .id("sku_id") { $0.skuID },
    .decimal("price") { $0.price },
  ]
}

extension PromotionRule.Tier: ObjectAnswer {
  package static let shape: [AnswerField<PromotionRule.Tier>] = [
    .decimal("threshold") { $0.threshold },
    .decimal("reduce") { $0.reduce },
  ]
}

/// So much of one SKU in each set.
private struct BundlePart: ObjectAnswer {
  let goods: SKUQuantity

  static let shape: [AnswerField<BundlePart>] = [
    .id("sku_id") { $0.goods.skuID },
    .decimal("qty") { $0.goods.quantity },
  ]
}

/// Scopes as JSON: the same in the table and in answers.
extension PromotionScope: Answer {
  init?(stored bytes: [UInt8]) {
    guard let root = try? JSONDocument(parsing: bytes).root, root.kind == .object else {
      return nil
    }
    func ids(_ node: JSONNode?) -> Set<Int64> {
      Set(node?.elements.compactMap { $0.integer() } ?? [])
    }
    self.init(
      skuIDs: ids(root.member("sku_ids")), categoryIDs: ids(root.member("category_ids")),
      storeIDs: ids(root.member("store_ids")),
      channels: Set(root.member("channels")?.elements.compactMap(\.text) ?? []),
      memberLevels: ids(root.member("member_levels")))
  }

  var json: [UInt8] { JSONWriter.bytes(write) }

  package static var schema: Schema {
    .object(
      ["sku_ids", "category_ids", "store_ids", "member_levels"].map {
        SchemaProperty($0, .list(.integer(1...Identifier.maximum), nil), isRequired: true)
      } + [SchemaProperty("channels", .list(.anyText, nil), isRequired: true)])
  }

  package func write(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("sku_ids", skuIDs.sorted())
      writer.field("category_ids", categoryIDs.sorted())
      writer.field("store_ids", storeIDs.sorted())
      writer.field("channels", channels.sorted())
      writer.field("member_levels", memberLevels.sorted())
    }
  }
}

extension JSONWriter {
  fileprivate static func bytes(_ write: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter(reserving: 128)
    write(&writer)
    return writer.bytes
  }
}

/// Whose a promotion is: it belongs to the stores where it holds.
extension OrganisationScope {
  /// Whether it is the caller's to make and to change.
  func owns(_ scope: PromotionScope) -> Bool { owns(stores: scope.storeIDs) }

  /// Whether it holds in any of the caller's stores, so that the caller may read it.
  func isReached(by scope: PromotionScope) -> Bool { isReached(by: scope.storeIDs) }
}
