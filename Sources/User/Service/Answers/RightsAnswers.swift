extension Role: ObjectAnswer {
  package static let shape: [AnswerField<Role>] = [
    .text("code") { $0.code },
    .text("name") { $0.name },
    .texts("permissions") { $0.permissions },
  ]
}

extension Org: ObjectAnswer {
  package static let shape: [AnswerField<Org>] = [
    .id("org_id") { $0.id },
    .text("code") { $0.code },
    .text("name") { $0.name },
    .optionalID("parent_id") { $0.parentID },
    .choice("kind") { $0.kind },
  ]
}

/// An organisation with those below it.
struct OrgNode: ObjectAnswer {
  let org: Org
  let children: [OrgNode]

  static let shape: [AnswerField<OrgNode>] = [
    .id("org_id") { $0.org.id },
    .text("code") { $0.org.code },
    .text("name") { $0.org.name },
    .optionalID("parent_id") { $0.org.parentID },
    .choice("kind") { $0.org.kind },
    AnswerField("children", { .list(.named("OrgNode") { OrgNode.schema }, nil) }) {
      $0.children.write(into: &$1)
    },
  ]

  /// The forest of `orgs`; whoever has no parent among them becomes a root.
  static func forest(of orgs: [Org]) -> [OrgNode] {
    let known = Set(orgs.map(\.id))
    let below = Dictionary(grouping: orgs) { $0.parentID.flatMap { known.contains($0) ? $0 : nil } }
    return nodes(nil, below)
  }

  // As deep as the tree, which has a limit.
  private static func nodes(_ parent: Int64?, _ below: [Int64?: [Org]]) -> [OrgNode] {
    (below[parent] ?? []).map { OrgNode(org: $0, children: nodes($0.id, below)) }
  }
}

/// One permission that a route of some centre declares.
struct PermissionAnswer: ObjectAnswer {
  let code: String
  let description: String

  static let shape: [AnswerField<PermissionAnswer>] = [
    .text("code") { $0.code },
    .text("description") { $0.description },
  ]
}

/// One writing call, one login, or what an operator did at the machine: who did what to what, when,
/// from where, in which request.
struct AuditEntry: ObjectAnswer {
  let callID: Int64
  /// Nil for a login with a name that nobody has, and for the operator at the machine.
  let userID: Int64?
  let username: String?
  let action: String
  let path: String
  /// What it was about, such as `order:SO20261201-000017`; nil where it was about no one thing.
  let object: String?
  /// HTTP status of the answer.
  let status: Int64
  let remoteAddress: String
  let requestID: String
  let calledAt: Instant

  static let shape: [AnswerField<AuditEntry>] = [
    .id("call_id") { $0.callID },
    .optionalID("user_id") { $0.userID },
    .optionalText("username") { $0.username },
    .text("action") { $0.action },
    .text("path") { $0.path },
    .optionalText("object") { $0.object },
    .integer("status") { $0.status },
    .text("remote_address") { $0.remoteAddress },
    .text("request_id") { $0.requestID },
    .instant("called_at") { $0.calledAt },
  ]
}
