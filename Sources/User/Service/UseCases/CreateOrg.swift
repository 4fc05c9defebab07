import UserDomain
import WebAPI

/// A new organisation.
struct CreateOrg {
  func run(_ call: Call, _ new: NewOrg) throws -> Org {
    // Only who sees everything may plant a new tree; for others the new one is a branch of theirs.
    let isLimited = call.caller.scope.limitedTo != nil
    let parent = new.parentID ?? (isLimited ? call.caller.organisationID : nil)
    if let parent { try Rights(call).requireOrg(parent) }
    let org = try OrgStore(database: call.database).insert(new, below: parent)
    try AccessEpoch.move(on: call.database)
    return org
  }
}
