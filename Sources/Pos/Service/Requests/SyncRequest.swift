import Kernel
import PosDomain
import WebAPI

/// `POST /pos/sync`
struct SyncRequest: RequestBody {
  /// Sales of one call.
  static let sales = 1...500

  let deviceID: String
  let sales: [TillSale]

  init(from fields: inout Fields) {
    deviceID = fields.deviceID()
    sales = fields.list("orders", SaleBody.self, Self.sales).map(\.sale)
  }
}

/// One sale of a call.
private struct SaleBody: RequestBody {
  let sale: TillSale

  init(from fields: inout Fields) {
    sale = TillSale(
      clientID: fields.foreignCode("client_id", 1...64),
      sequence: fields.integer("seq", 1...Identifier.maximum),
      soldAt: fields.instant("sold_at"),
      memberID: fields.optionalID("member_id"),
      lines: fields.list("lines", LineBody.self, RequestLimits.documentLines).map(\.line),
      tenders: fields.list("payments", TenderBody.self, 0...20).compactMap(\.tender),
      payable: fields.decimal("payable", .notNegative))
  }
}

private struct LineBody: RequestBody {
  let line: TillSale.Line

  init(from fields: inout Fields) {
    let skuID = fields.optionalID("sku_id")
    let barcode = fields.optionalCode("barcode", 1...64, .code)
    if (skuID == nil) == (barcode == nil) {
      fields.refuse(
        "sku_id",
        .other(english: "give either sku_id or barcode", chinese: "必须且只能提供 sku_id 或 barcode"))
    }
    line = TillSale.Line(
      goods: skuID.map { .sku($0) } ?? .barcode(barcode ?? ""),
      quantity: fields.decimal("qty", .positive), price: fields.decimal("price", .notNegative))
  }
}

private struct TenderBody: RequestBody {
  let tender: TillSale.Tender?

  init(from fields: inout Fields) {
    let method = fields.choice("method", TenderMethod.self)
    let amount: Money = fields.decimal("amount", .positive)
    let number = fields.optionalCode("txn_no", 1...100)
    tender = method.map {
      TillSale.Tender(method: $0, amount: amount, transactionNumber: number)
    }
  }
}

extension Fields {
  /// A till's name, which also stands in queries.
  mutating func deviceID() -> String { code("device_id", 1...64, .code) }
}
