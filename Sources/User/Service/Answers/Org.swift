import UserDomain
import WebAPI

/// An organisation.
struct Org: Document {
  let orgID: Int64
  let code: String
  let name: String
  let parentID: Int64?
  let kind: OrgKind

  static let shape: [Member<Org>] = [
    .id("org_id") { $0.orgID },
    .text("code") { $0.code },
    .text("name") { $0.name },
    .optionalID("parent_id") { $0.parentID },
    .choice("kind") { $0.kind },
  ]
}
