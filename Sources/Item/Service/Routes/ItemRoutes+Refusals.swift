extension ItemRoutes {
  /// What each call can be refused with, beyond what holds for every call: for the API document.
  package static let refusals: [String: [ProblemKind]] = [
    "POST /item/barcode/bind": [.skuNotFound, .unitNotFound, .barcodeTaken],
    "POST /item/barcode/unbind": [.barcodeNotFound, .skuNotFound],
    "GET /item/barcode/{code}": [.barcodeNotFound],
    "POST /item/category/create": [.categoryNotFound, .categoryTaken, .categoryLimit],
    "POST /item/create": [.categoryNotFound, .barcodeTaken, .itemCodeTaken],
    "POST /item/import": [.csvEncodingAmbiguous, .csvWorkbook, .itemCSVMalformed],
    "POST /item/price/set": [.skuNotFound, .priceLimit],
    "GET /item/price/{sku_id}": [.skuNotFound],
    "GET /item/sku/{sku_id}": [.skuNotFound],
    "POST /item/unit/create": [.unitTaken, .unitInUse],
    "PUT /item/unit/{unit}": [.unitUnknown, .unitInUse],
    "DELETE /item/{id}": [.itemNotFound, .itemInUse],
    "GET /item/{id}": [.itemNotFound],
    "PUT /item/{id}": [
      .categoryNotFound, .itemNotFound, .barcodeTaken, .itemCodeTaken, .itemInUse,
    ],
  ]
}
