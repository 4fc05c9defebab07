/// Why a business rule says no to something about promotions.
package enum PromoRefusal: Error, Equatable, Sendable {
  case notFound
  case storeNotFound
  case memberNotFound
  /// Of a basket, with the paths of its lines.
  case skuNotFound(fields: [String])
  /// What a promotion names and is not there, or not the caller's.
  case namedNotFound([Mention])
  case skuInactive(skuIDs: [Int64])
  case amountOutOfRange

  /// A thing, and the field that names it.
  package struct Mention: Equatable, Sendable {
    package enum Thing: Equatable, Sendable {
      case sku(Int64)
      case category(Int64)
      case store(Int64)
    }

    package let field: String
    package let thing: Thing

    package init(field: String, _ thing: Thing) {
      self.field = field
      self.thing = thing
    }
  }
}
