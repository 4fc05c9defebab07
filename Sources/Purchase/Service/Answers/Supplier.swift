import Kernel
import PurchaseDomain
import WebAPI

/// Whom the house buys from.
struct Supplier: ObjectAnswer, Equatable {
  let supplierID: Int64
  let code: String
  let name: String
  let contact: String?
  let phone: String?
  let status: SupplierStatus
  let createdAt: Instant
  let version: Int64

  static let shape: [AnswerField<Supplier>] = [
    .id("supplier_id") { $0.supplierID },
    .text("code") { $0.code },
    .text("name") { $0.name },
    .optionalText("contact") { $0.contact },
    .optionalText("phone") { $0.phone },
    .choice("status") { $0.status },
    .instant("created_at") { $0.createdAt },
    .id("version") { $0.version },
  ]
}
