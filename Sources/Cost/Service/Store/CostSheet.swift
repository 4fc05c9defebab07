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
}
