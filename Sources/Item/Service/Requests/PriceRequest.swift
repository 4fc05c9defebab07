import ItemDomain
import Kernel
package import WebAPI

/// POST /item/price/set
package struct PriceRequest: RequestBody {
  let skuID: Int64
  let list: PriceList
  let price: UnitPrice
  /// Now when absent.
  let validFrom: Instant?
  /// The first moment at which it is no longer in force; never when absent.
  let validTo: Instant?

  package init(from fields: inout Fields) {
    skuID = fields.id("sku_id")
    list = fields.choice("price_list", PriceList.self) ?? .retail
    price = fields.decimal("price", .notNegative)
    validFrom = fields.optionalInstant("valid_from")
    validTo = fields.optionalInstant("valid_to")
    if let validFrom, let validTo, validTo <= validFrom {
      fields.refuse("valid_to", PriceRequest.notLater)
    }
  }

  static let notLater = FaultReason.other(
    english: "must be later than valid_from", chinese: "必须晚于 valid_from")
}
