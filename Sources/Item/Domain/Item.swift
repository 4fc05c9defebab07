/// What an item is to the house that keeps it.
package enum ItemKind: String, CaseIterable, Sendable {
  case finished
  case semi
  case raw
  /// Nothing to stock: delivery, repair.
  case service
}

/// Whether an item, or one of its SKUs, may still be bought, sold and moved.
package enum ItemStatus: String, CaseIterable, Sendable {
  case active
  case inactive
}

/// An article of the catalogue with its SKUs.
package struct Item: Equatable, Sendable {
  /// 0 until it is stored.
  package var id: Int64
  package var code: String
  package var name: String
  package var categoryID: Int64?
  package var brand: String?
  package var kind: ItemKind
  package var baseUnit: String
  package var status: ItemStatus
  /// Grows by one with every change.
  package var version: Int64
  package var createdAt: Instant
  package var updatedAt: Instant
  package var skus: [SKU]

  package init(
    id: Int64 = 0, code: String, name: String, categoryID: Int64? = nil, brand: String? = nil,
    kind: ItemKind = .finished, baseUnit: String = Item.standardUnit,
    status: ItemStatus = .active, version: Int64 = 1,
    createdAt: Instant = Instant(microseconds: 0), updatedAt: Instant = Instant(microseconds: 0),
    skus: [SKU] = []
  ) {
    self.id = id
    self.code = code
    self.name = name
    self.categoryID = categoryID
    self.brand = brand
    self.kind = kind
    self.baseUnit = baseUnit
    self.status = status
    self.version = version
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.skus = skus
  }

  /// Whether there is nothing to stock.
  package var isService: Bool { kind == .service }

  /// The base unit of an item that names none.
  package static let standardUnit = "pcs"

  /// What the list's keyword is looked for in.
  package var searchText: String {
    TextForm.folded("\(name) \(code) \(brand ?? "")")
  }

  /// The code of an item that came without one.
  package static func madeCode(firstSKU: Int64, attempt: Int) -> String {
    attempt == 0 ? "I\(firstSKU)" : "I\(firstSKU)-\(attempt)"
  }
}
