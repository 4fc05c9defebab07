import UserDomain
import WebAPI

/// An organisation.
struct Org: ObjectAnswer {
  let organisationID: Int64
  let code: String
  let name: String
  let parentID: Int64?
  let kind: OrgKind

  static let shape: [AnswerField<Org>] = [
    .id("org_id") { $0.organisationID },
    .text("code") { $0.code },
    .text("name") { $0.name },
    .optionalID("parent_id") { $0.parentID },
    .choice("kind") { $0.kind },
  ]
}
