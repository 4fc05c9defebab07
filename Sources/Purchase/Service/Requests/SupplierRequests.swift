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
    phone = fields.optionalContactPhone("phone")
  }
}

/// `PUT /po/supplier/{id}`: what is absent stays.
struct UpdateSupplierRequest: RequestBody {
  let code: String?
  let name: String?
  let contact: Change<String>
  let phone: Change<String>
  let status: SupplierStatus?
  let version: Int64

  init(from fields: inout Fields) {
    code = fields.replacement("code") { $0.optionalCode($1, 1...40, .code) }
    name = fields.replacement("name") { $0.optionalText($1, 1...200) }
    contact = fields.change("contact") { $0.optionalText($1, 0...100) }
    phone = fields.change("phone") { $0.optionalContactPhone($1) }
    status = fields.replacement("status") { $0.optionalChoice($1, SupplierStatus.self) }
    version = fields.positive("version")
  }
}

/// `GET /po/supplier/list`
struct SupplierFilter: RequestBody {
  let keyword: String?
  let status: SupplierStatus?
  let listing: Listing

  init(from fields: inout Fields) {
    keyword = fields.optionalText("keyword", 1...100)
    status = fields.optionalChoice("status", SupplierStatus.self)
    listing = fields.listing(sorts: ["-created_at", "code"])
  }
}
