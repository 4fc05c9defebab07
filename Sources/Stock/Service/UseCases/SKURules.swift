import ItemService

/// Which SKUs a document may name.
enum SKURules {
  /// Goods that come in or are promised to somebody must be ones that the house still deals in;
  /// what lies there can always go.
  enum Use {
    case promise
    case arrival
    case anyMove
  }

  static func check(
    _ skuIDs: some Sequence<Int64>, _ facts: [Int64: SKUInfo], for use: Use
  ) throws(StockRefusal) {
    let skuIDs = Set(skuIDs).sorted()
    let unknown = skuIDs.filter { facts[$0] == nil }
    if !unknown.isEmpty { throw .skuNotFound(unknown) }
    let services = skuIDs.filter { facts[$0]?.isService == true }
    if !services.isEmpty { throw .notStocked(services) }
    if use == .anyMove { return }
    let inactive = skuIDs.filter { facts[$0]?.isActive == false }
    if !inactive.isEmpty { throw .skuInactive(inactive) }
  }
}
