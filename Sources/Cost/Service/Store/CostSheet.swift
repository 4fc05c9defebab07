import CostDomain
import Kernel

/// The row of a production order's sheet.
struct CostSheet {
  enum Status: String, CaseIterable {
    /// It is not completed.
    case collecting
    /// It is completed; some of its material is not valued yet.
    case pending
    case settled
  }

  let number: String
  let orderID: Int64?
  let skuID: Int64?
  let status: Status
  let good: Quantity
  /// The business date of its completion; nil as long as it is not completed.
  let occurredAt: Instant?
  /// What it came to when it was last settled.
  let settled: Settled

  /// The figures by which a change is noticed.
  struct Settled: Equatable {
    let total: CostValue
    let standardTotal: CostValue
    let priceVariance: CostValue
    let usageVariance: CostValue
  }
}

extension CostSheet.Settled {
  init(_ figures: SheetFigures) {
    total = figures.total
    standardTotal = figures.standardTotal
    priceVariance = figures.priceVariance
    usageVariance = figures.usageVariance
  }
}

/// Where a change of a sheet's total went, whose goods may be here or not.
enum SheetChange {
  /// It is settled for the first time: its goods come in for the total.
  case first
  /// The goods have not come in yet: they come in for the new total.
  case receipt(CostValue)
  /// A late price of the goods.
  case latePrice(CostValue)
}
