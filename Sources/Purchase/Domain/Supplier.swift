/// Whether a supplier may be ordered from. `purchase_supplier.status` holds the raw value.
package enum SupplierStatus: String, CaseIterable, Sendable {
  case active
  case inactive
}

/// Whom the house buys from.
package struct Supplier: Equatable, Sendable {
  package let id: Int64
  package private(set) var code: String
  package private(set) var name: String
  package private(set) var contact: String?
  package private(set) var phone: String?
  package private(set) var status: SupplierStatus
  package let createdAt: Instant
  package private(set) var version: Int64

  package init(
    id: Int64, code: String, name: String, contact: String?, phone: String?,
    status: SupplierStatus, createdAt: Instant, version: Int64
  ) {
    self.id = id
    self.code = code
    self.name = name
    self.contact = contact
    self.phone = phone
    self.status = status
    self.createdAt = createdAt
    self.version = version
  }

  /// Takes on what is given.
  /// - Parameter seen: the version that the change was made from
  /// - Returns: false when all is so already, as for a PUT that a proxy repeated
  package mutating func change(
    code: String?, name: String?, contact: String?, phone: String?, status: SupplierStatus?,
    seen: Int64
  ) throws(PurchaseRefusal) -> Bool {
    var new = self
    new.code = code ?? self.code
    new.name = name ?? self.name
    (new.contact, new.phone) = (contact, phone)
    new.status = status ?? self.status
    if new == self { return false }
    guard seen == version else { throw .supplierStale }
    new.version.advance()
    self = new
    return true
  }
}
