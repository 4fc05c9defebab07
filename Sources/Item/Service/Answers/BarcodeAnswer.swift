import ItemDomain
import Kernel
package import WebAPI

/// What a scanner gets: the prices are those of now.
package struct BarcodeAnswer: ObjectAnswer {
  /// As it was bound, however it was asked for.
  let barcode: String
  let skuID: Int64
  let itemID: Int64
  let code: String
  let name: String
  let spec: Spec
  /// Of one base unit.
  let basePrice: UnitPrice
  let unit: String
  let factor: Quantity
  let status: ItemStatus

  /// Of one scanned unit, half up at 4 places; as much as the column holds where that is beyond it.
  private var price: UnitPrice { (try? basePrice.multiplied(by: factor)) ?? .maximum }

  package static let shape: [AnswerField<BarcodeAnswer>] = [
    .text("barcode") { $0.barcode },
    .id("sku_id") { $0.skuID },
    .id("item_id") { $0.itemID },
    .text("code") { $0.code },
    .text("name") { $0.name },
    .spec { $0.spec },
    .decimal("price") { $0.price },
    .decimal("base_price") { $0.basePrice },
    .text("unit") { $0.unit },
    .decimal("factor") { $0.factor },
    .choice("status") { $0.status },
  ]
}
