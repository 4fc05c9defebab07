/// The five kinds of promotion, in the order in which a plan applies them.
package enum PromotionType: String, CaseIterable, Sendable {
  case specialPrice = "special_price"
  case bundle
  case discount
  case fullReduction = "full_reduction"
  case buyGift = "buy_gift"

  /// Its place in the order of application.
  package var rank: Int {
    switch self {
    case .specialPrice: 0
    case .bundle: 1
    case .discount: 2
    case .fullReduction: 3
    case .buyGift: 4
    }
  }
}
