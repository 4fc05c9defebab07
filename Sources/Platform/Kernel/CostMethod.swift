/// How a SKU's stock is valued. `sku.cost_method` and `cost_sku.method` hold the raw value.
package enum CostMethod: String, CaseIterable, Sendable {
  case movingAverage = "moving_average"
  /// At a fixed cost; the SKU then must have one.
  case standard
}
