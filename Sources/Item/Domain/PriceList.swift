/// The price lists that a SKU may stand in.
package enum PriceList: String, CaseIterable, Sendable {
  /// What anyone pays; wins over the SKU's own price.
  case retail
  case member
  case wholesale
}
