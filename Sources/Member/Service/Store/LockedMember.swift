import Kernel
import MemberDomain

/// A member's account whose row the transaction holds.
struct LockedMember: Sendable {
  let memberID: Int64
  let status: MemberStatus
  var level: Int
  var account: PointAccount
  /// The database's time of the lock.
  let lockedAt: Instant
}
