import Kernel
import OrderDomain
import StockService

extension StockRefusal {
  /// The promotions whose gifts alone are short: all that was asked for is there. Empty when goods
  /// are short too, or when the refusal is another one.
  func shortGifts(_ gifts: [OrderGift], besides demands: [OrderDemand]) -> Set<Int64> {
    let shortages: [StockShortage]
    switch self {
    case .insufficient(let found), .insufficientAtGate(let found): shortages = found
    default: return []
    }
    var promotions: Set<Int64> = []
    for shortage in shortages {
      let wanted = demands.first { $0.skuID == shortage.skuID }?.quantity ?? .zero
      if wanted.isPositive, wanted > shortage.available { return [] }
      promotions.formUnion(gifts.filter { $0.skuID == shortage.skuID }.map(\.promotionID))
    }
    return promotions
  }
}
