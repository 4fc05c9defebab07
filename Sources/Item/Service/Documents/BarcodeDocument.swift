import ItemDomain
import Kernel
package import WebAPI

/// What a scanner gets: the price is that of one base unit, now.
package struct BarcodeDocument: Document {
  let barcode: String
  let skuID: Int64
  let itemID: Int64
  let code: String
  let name: String
  let spec: Spec
  let price: UnitPrice
  let unit: String
  let factor: Quantity
  let status: ItemStatus

  package static let shape: [Member<BarcodeDocument>] = [
    .text("barcode") { $0.barcode },
    .id("sku_id") { $0.skuID },
    .id("item_id") { $0.itemID },
    .text("code") { $0.code },
    .text("name") { $0.name },
    .spec { $0.spec },
    .decimal("price") { $0.price },
    .text("unit") { $0.unit },
    .decimal("factor") { $0.factor },
    .choice("status") { $0.status },
  ]
}
