package import EventModel

/// What both events of an item have alike.
package protocol ItemEvent: EventPayload, EventObject {
  var item: ItemSnapshot { get }
}

extension ItemEvent {
  package static var centre: String { "item" }
  package var key: String { String(item.itemID) }
}

/// An item entered the catalogue, with all its SKUs.
package struct ItemCreated: ItemEvent {
  package static let type = "ItemCreated"
  package static let version = 1

  package let item: ItemSnapshot

  package init(_ item: ItemSnapshot) { self.item = item }

  package static let shape = EventShape<Self>(fields(of: \.item), make: Self.init)
}

/// An item, one of its SKUs, prices or barcodes changed. Carries the whole new state, and the price
/// that was put into a price list, if that is what happened; `version` grows with every change, so
/// that a consumer can tell an older one.
package struct ItemUpdated: ItemEvent {
  package static let type = "ItemUpdated"
  package static let version = 1

  package let item: ItemSnapshot
  /// Nil for every other change.
  package let priceSet: PriceSnapshot?

  package init(_ item: ItemSnapshot, priceSet: PriceSnapshot? = nil) {
    self.item = item
    self.priceSet = priceSet
  }

  package static let shape = EventShape<Self>(
    fields(of: \.item),
    field("price_set", \.priceSet),
    make: Self.init)
}

/// An item as its events tell it.
package struct ItemSnapshot: EventObject {
  package let itemID: Int64
  package let code: String
  package let name: String
  package let categoryID: Int64?
  package let brand: String?
  /// finished, semi, raw or service.
  package let kind: String
  package let baseUnit: String
  /// active, inactive or deleted.
  package let status: String
  package let version: Int64
  package let skus: [SKUSnapshot]

  package init(
    itemID: Int64, code: String, name: String, categoryID: Int64?, brand: String?, kind: String,
    baseUnit: String, status: String, version: Int64, skus: [SKUSnapshot]
  ) {
    self.itemID = itemID
    self.code = code
    self.name = name
    self.categoryID = categoryID
    self.brand = brand
    self.kind = kind
    self.baseUnit = baseUnit
    self.status = status
    self.version = version
    self.skus = skus
  }

  package static let shape = EventShape<Self>(
    field("item_id", \.itemID),
    field("code", \.code),
    field("name", \.name),
    field("category_id", \.categoryID),
    field("brand", \.brand),
    field("kind", \.kind),
    field("base_unit", \.baseUnit),
    field("status", \.status),
    field("version", \.version),
    field("skus", \.skus),
    make: Self.init)
}

/// A SKU as its item's events tell it.
package struct SKUSnapshot: EventObject {
  package let skuID: Int64
  /// The JSON object of the variant's properties, as it is stored.
  package let spec: [UInt8]
  /// Its own price, which a retail price in force wins over.
  package let price: UnitPrice
  /// The retail price list's when this happened; nil where the list had none in force.
  package let retailPrice: UnitPrice?
  /// moving_average or standard.
  package let costMethod: String
  package let standardCost: UnitCost?
  package let allowsNegative: Bool
  package let safetyStock: Quantity?
  package let status: String
  package let barcodes: [String]

  package init(
    skuID: Int64, spec: [UInt8], price: UnitPrice, retailPrice: UnitPrice? = nil,
    costMethod: String, standardCost: UnitCost?, allowsNegative: Bool, safetyStock: Quantity?,
    status: String = "active", barcodes: [String]
  ) {
    self.skuID = skuID
    self.spec = spec
    self.price = price
    self.retailPrice = retailPrice
    self.costMethod = costMethod
    self.standardCost = standardCost
    self.allowsNegative = allowsNegative
    self.safetyStock = safetyStock
    self.status = status
    self.barcodes = barcodes
  }

  package static let shape = EventShape<Self>(
    field("sku_id", \.skuID),
    rawField("spec", \.spec),
    field("price", \.price),
    field("retail_price", \.retailPrice),
    field("cost_method", \.costMethod),
    field("standard_cost", \.standardCost),
    field("allow_negative", \.allowsNegative),
    field("safety_stock", \.safetyStock),
    field("status", \.status),
    field("barcodes", \.barcodes),
    make: Self.init)
}

/// A price that was put into a price list.
package struct PriceSnapshot: EventObject {
  package let skuID: Int64
  /// retail, member or wholesale.
  package let list: String
  package let price: UnitPrice
  /// May lie ahead: then it is not in force yet.
  package let validFrom: Instant
  /// The first moment at which it is no longer in force; nil for never.
  package let validTo: Instant?

  package init(
    skuID: Int64, list: String, price: UnitPrice, validFrom: Instant, validTo: Instant?
  ) {
    self.skuID = skuID
    self.list = list
    self.price = price
    self.validFrom = validFrom
    self.validTo = validTo
  }

  package static let shape = EventShape<Self>(
    field("sku_id", \.skuID),
    field("price_list", \.list),
    field("price", \.price),
    field("valid_from", \.validFrom),
    field("valid_to", \.validTo),
    make: Self.init)
}
