import UserDomain
import WebAPI

/// An organisation with those below it.
struct OrgNode: ObjectAnswer {
  let org: Org
  let children: [OrgNode]

  static let shape: [AnswerField<OrgNode>] = [
    .id("org_id") { $0.org.organisationID },
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
    let known = Set(orgs.map(\.organisationID))
    let below = Dictionary(grouping: orgs) { $0.parentID.flatMap { known.contains($0) ? $0 : nil } }
    return nodes(nil, below)
  }

  // As deep as the tree, which has a limit.
  private static func nodes(_ parent: Int64?, _ below: [Int64?: [Org]]) -> [OrgNode] {
    (below[parent] ?? []).map { OrgNode(org: $0, children: nodes($0.organisationID, below)) }
  }
}
