import PurchaseDomain
import WebAPI

/// `POST /po/supplier/create`
struct CreateSupplierRequest: RequestBody {
  let code: String
  let name: String
  let contact: String?
  let phone: String?

  init(from fields: inout Fields) {
    code = fields.code("code", 1...40, .code)
    name = fields.text("name", 1...200)
    contact = fields.optionalText("contact", 0...100)
    phone = fields.optionalText("phone", 1...32, .phone)
  }
}

/// `PUT /po/supplier/{id}`: what is absent stays.
struct UpdateSupplierRequest: RequestBody {
  let code: String?
  let name: String?
  let contact: String?
  let phone: String?
  let status: SupplierStatus?
  let version: Int64

  init(from fields: inout Fields) {
    code = fields.optionalCode("code", 1...40, .code)
    name = fields.optionalText("name", 1...200)
    contact = fields.optionalText("contact", 0...100)
    phone = fields.optionalText("phone", 1...32, .phone)
    status = fields.optionalChoice("status", SupplierStatus.self)
    version = fields.id("version")
  }
}

/// `GET /po/supplier/list`
struct SupplierListQuery: RequestBody {
  let keyword: String?
  let status: SupplierStatus?
  let listing: Listing

  init(from fields: inout Fields) {
    keyword = fields.optionalText("keyword", 1...100)
    status = fields.optionalChoice("status", SupplierStatus.self)
    listing = fields.listing(sorts: ["-created_at", "code"])
  }
}
