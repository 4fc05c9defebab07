import Kernel
import WebAPI

/// A line of goods that come in: they alone bring a cost.
struct ArrivalLineRequest: RequestBody {
  let line: StockLine

  init(from fields: inout Fields) {
    line = StockLine(
      skuID: fields.id("sku_id"),
      quantity: fields.decimal("qty", .positive),
      unitCost: fields.optionalDecimal("unit_cost", .notNegative),
      batchNumber: fields.optionalCode("batch_no", 1...64))
  }
}

/// A line of goods that stay what they are: locked, unlocked.
struct LockLineRequest: RequestBody {
  let line: StockLine

  init(from fields: inout Fields) {
    line = StockLine(
      skuID: fields.id("sku_id"), quantity: fields.decimal("qty", .positive))
  }
}

/// A line of goods that leave, or change their place. What they cost is the books' to say.
struct LeavingLineRequest: RequestBody {
  let line: StockLine

  init(from fields: inout Fields) {
    line = StockLine(
      skuID: fields.id("sku_id"),
      quantity: fields.decimal("qty", .positive),
      batchNumber: fields.optionalCode("batch_no", 1...64))
  }
}

/// A line of goods that were counted.
struct CountLineRequest: RequestBody {
  let line: StockLine

  init(from fields: inout Fields) {
    line = StockLine(
      skuID: fields.id("sku_id"),
      quantity: fields.decimal("counted_qty", .notNegative))
  }
}

extension Fields {
  /// A document's number: 1 to 64 characters.
  mutating func referenceNumber(_ key: StaticString = "ref_no") -> String { code(key, 1...64) }
}
