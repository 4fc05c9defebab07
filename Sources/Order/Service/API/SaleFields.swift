/// What sales have in common, whether they are placed here or come from a till.
extension Fields {
  /// What is sold in one line: either of the two, in `sku_id` or `barcode`.
  package mutating func goods() -> (skuID: Int64?, barcode: String?) {
    let skuID = optionalID("sku_id")
    let barcode = optionalCode("barcode", 1...64, .code)
    if (skuID == nil) == (barcode == nil) {
      refuse(
        "sku_id",
        .other(english: "give either sku_id or barcode", chinese: "必须且只能提供 sku_id 或 barcode"))
    }
    return (skuID, barcode)
  }

  /// The tenders in `payments`.
  package mutating func payments() -> [Payment] {
    optionalList("payments", PaymentFields.self, 0...20)?.compactMap(\.payment) ?? []
  }
}

private struct PaymentFields: RequestBody {
  /// Nil only for one that was refused.
  let payment: Payment?

  init(from fields: inout Fields) {
    let method = fields.choice("method", PaymentMethod.self)
    let amount: Money = fields.decimal("amount", .notNegative)
    let number = fields.optionalCode("txn_no", 1...100)
    payment = method.map { Payment(method: $0, amount: amount, transactionNumber: number) }
  }
}
