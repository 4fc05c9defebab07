package import Kernel
import StockDomain

extension [StockShortage] {
  /// The promotions whose gifts alone are short: all that was asked for is there. Empty when goods
  /// are short too.
  ///
  /// - Parameters:
  ///   - gifts: what the promotions give
  ///   - wanted: the goods that were asked for, by SKU
  package func promotions(
    giving gifts: [(skuID: Int64, promotionID: Int64)], besides wanted: [Int64: Quantity]
  ) -> Set<Int64> {
    var promotions: Set<Int64> = []
    for shortage in self {
      if let goods = wanted[shortage.skuID], goods > shortage.available { return [] }
      promotions.formUnion(gifts.filter { $0.skuID == shortage.skuID }.map(\.promotionID))
    }
    return promotions
  }
}
