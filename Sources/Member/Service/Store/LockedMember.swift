import MemberDomain

/// A member's account whose row the transaction holds.
struct LockedMember: Sendable {
  let memberID: Int64
  let status: MemberStatus
  var level: Int
  var points: Int64
  var growth: Int64
}
