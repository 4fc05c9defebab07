import ItemDomain
package import WebAPI

/// POST /item/barcode/bind and /unbind
package struct BarcodeRequest: RequestBody {
  let skuID: Int64
  let code: String
  /// The base unit when absent.
  let unit: String?

  package init(from fields: inout Fields) {
    skuID = fields.id("sku_id")
    code = fields.code("code", ItemLimits.barcode, .code)
    unit = fields.optionalText("unit", ItemLimits.unit)
  }
}
