import ItemDomain
import MariaDBClient

/// A row of `sku_barcode`.
struct BarcodeRow: Hashable {
  let skuID: Int64
  let code: String
  let unit: String
  let position: Int

  var values: [SQLValue] { [.text(code), .int(skuID), .text(unit), .int(Int64(position))] }

  /// Whose it is and where it stands.
  var place: [SQLValue] { [.int(skuID), .text(unit), .int(Int64(position))] }

  /// The rows of all units.
  static func all(of sku: SKU) -> [BarcodeRow] {
    let labels = [("", sku.barcodes)] + sku.units.map { ($0.name, $0.barcodes) }
    return labels.flatMap { unit, codes in
      codes.enumerated().map {
        BarcodeRow(skuID: sku.id, code: $1, unit: unit, position: $0)
      }
    }
  }
}
