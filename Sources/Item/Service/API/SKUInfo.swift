package import Kernel

/// What the other centres need to know of a SKU.
package struct SKUInfo: Sendable, Equatable {
  package let skuID: Int64
  package let itemID: Int64
  /// The item's name.
  package let name: String
  /// The variant in words, such as "red / XL"; nil for an item without variants.
  package let spec: String?
  /// For one base unit, now: the retail price list's row in force, else the SKU's own price.
  package let price: UnitPrice
  /// The SKU's own price, which holds where the retail list says nothing.
  package let ownPrice: UnitPrice
  /// Whether lists other than retail have prices of it, now or at some time.
  package let hasLists: Bool
  /// finished, semi, raw or service.
  package let kind: String
  /// Whether it may be bought, sold and moved: neither the item nor the SKU is inactive.
  package let isActive: Bool
  /// Whether stock of it may fall below zero.
  package let allowsNegative: Bool
  package let baseUnit: String
  /// Places that a quantity in base units may have, 0 … 4.
  package let decimals: Int
  /// The category of its item; see `ItemAPI.categoryLines` for those above it.
  package let categoryID: Int64?
  /// When this was so, by the database's clock.
  package let readAt: Instant

  /// Whether there is nothing to stock, only to sell.
  package var isService: Bool { kind == "service" }
}

/// How a SKU is valued.
package struct SKUValuation: Sendable, Equatable {
  package let skuID: Int64
  package let method: CostMethod
  /// Nil for goods that have none; those valued at standard have one.
  package let standardCost: UnitCost?
}

/// What a barcode stands for.
package struct BarcodeInfo: Sendable, Equatable {
  package let skuID: Int64
  /// The scanned unit's name; the base unit's for a plain barcode.
  package let unit: String
  /// Base units in one scanned unit; 1 for a plain barcode.
  package let factor: Quantity
  /// Places that a quantity of scanned units may have, 0 … 4.
  package let decimals: Int
}
