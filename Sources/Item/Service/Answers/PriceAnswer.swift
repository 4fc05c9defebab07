import ItemDomain
import Kernel
package import WebAPI

/// All prices of a SKU.
package struct PriceAnswer: ObjectAnswer {
  let skuID: Int64
  /// The SKU's own price.
  let price: UnitPrice
  let current: CurrentPricesAnswer
  let prices: [PriceRowAnswer]

  package static let shape: [AnswerField<PriceAnswer>] = [
    .id("sku_id") { $0.skuID },
    .decimal("price") { $0.price },
    .answer("current") { $0.current },
    .answer("prices") { $0.prices },
  ]
}

/// What each list charges now; retail falls back on the SKU's own price.
package struct CurrentPricesAnswer: ObjectAnswer {
  let retail: UnitPrice
  let member: UnitPrice?
  let wholesale: UnitPrice?

  package static let shape: [AnswerField<CurrentPricesAnswer>] = [
    .decimal("retail") { $0.retail },
    .optionalDecimal("member") { $0.member },
    .optionalDecimal("wholesale") { $0.wholesale },
  ]
}

/// One row of a price list, newest first.
package struct PriceRowAnswer: ObjectAnswer {
  let list: PriceList
  let price: UnitPrice
  let validFrom: Instant
  let validTo: Instant?
  let isInForce: Bool

  package static let shape: [AnswerField<PriceRowAnswer>] = [
    .choice("price_list") { $0.list },
    .decimal("price") { $0.price },
    .instant("valid_from") { $0.validFrom },
    .optionalInstant("valid_to") { $0.validTo },
    .flag("in_force") { $0.isInForce },
  ]
}
