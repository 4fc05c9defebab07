package import ItemService

extension StockRefusal {
  /// Why goods may not be named, as this centre says it: for documents that plan what is to arrive.
  package init(_ objection: SKUObjection) {
    switch objection {
    case .unknown(let skuIDs): self = .skuNotFound(skuIDs)
    case .notStocked(let skuIDs): self = .notStocked(skuIDs)
    case .inactive(let skuIDs): self = .skuInactive(skuIDs)
    }
  }
}
