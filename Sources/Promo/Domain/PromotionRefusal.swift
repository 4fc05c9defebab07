/// Why a business rule says no to something about promotions.
package enum PromotionRefusal: Error, Equatable, Sendable {
  case notFound
  case storeNotFound
  case memberNotFound
  /// Of a basket, with the paths of its lines.
  case skuNotFound(fields: [String])
  /// Of a promotion, with the place that names each.
  case namedSKUNotFound([Mention])
  case categoryNotFound([Int64])
  case skuInactive(skuIDs: [Int64])
  case amountOutOfRange

  /// A SKU and the field that names it.
  package struct Mention: Equatable, Sendable {
    package let field: String
    package let skuID: Int64

    package init(field: String, skuID: Int64) {
      self.field = field
      self.skuID = skuID
    }
  }
}
