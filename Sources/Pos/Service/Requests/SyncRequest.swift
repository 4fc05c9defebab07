import OrderService
import Security

/// `POST /pos/sync`
struct SyncRequest: RequestBody {
  /// Sales of one call.
  static let sales = 1...500

  let deviceID: String
  let entries: [SyncEntry]

  init(from fields: inout Fields) {
    deviceID = fields.deviceID()
    entries = fields.judgedList(
      "orders", SaleRequest.self, Self.sales, essential: ["seq", "client_id"]
    ).map(SyncEntry.init)
  }
}

/// One entry of a call: a sale, or what was meant to be one (contract part 2, section A, "Tills").
struct SyncEntry: Sendable {
  let clientID: String
  let sequence: Int64
  /// Nil for an entry with a faulty field.
  let sale: TillSale?
  let faults: ElementFaults?
  /// As it was sent.
  let raw: [UInt8]

  fileprivate init(_ element: JudgedElement<SaleRequest>) {
    let sale = element.body.sale
    clientID = sale.clientID
    sequence = sale.sequence
    self.sale = element.faults == nil ? sale : nil
    faults = element.faults
    raw = element.raw
  }

  /// What the entry says, the same for the same meaning; of a faulty one, what was sent.
  var contentHash: [UInt8] {
    sale.map { SHA256.digest(of: $0.contents).bytes } ?? SHA256.digest(of: raw).bytes
  }
}

/// One sale of a call.
private struct SaleRequest: RequestBody {
  let sale: TillSale

  init(from fields: inout Fields) {
    sale = TillSale(
      clientID: fields.foreignCode("client_id", 1...64),
      sequence: fields.integer("seq", 1...Identifier.maximum),
      soldAt: fields.instant("sold_at"),
      memberID: fields.optionalID("member_id"),
      lines: fields.list("lines", LineRequest.self, RequestLimits.documentLines).map(\.line),
      payments: fields.payments().filter { !$0.amount.isZero },
      payable: fields.decimal("payable", .notNegative))
  }
}

private struct LineRequest: RequestBody {
  let line: TillSale.Line

  init(from fields: inout Fields) {
    let (skuID, barcode) = fields.goods()
    line = TillSale.Line(
      goods: skuID.map { .sku($0) } ?? .barcode(barcode ?? ""),
      quantity: fields.decimal("qty", .positive), price: fields.decimal("price", .notNegative))
  }
}

extension Fields {
  /// A till's name, which also stands in queries.
  mutating func deviceID() -> String { code("device_id", 1...64, .code) }
}
