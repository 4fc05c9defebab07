import UserDomain
import WebAPI

/// An organisation to be made.
struct NewOrg: RequestBody {
  let code: String
  let name: String
  let parentID: Int64?
  let kind: OrgKind

  init(from fields: inout Fields) {
    code = fields.code("code", 1...40, .code)
    name = fields.text("name", 1...100)
    parentID = fields.optionalID("parent_id")
    kind = fields.choice("kind", OrgKind.self) ?? .store
  }
}
