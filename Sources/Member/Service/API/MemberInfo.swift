package import Kernel

/// What other centres need to know of a member.
package struct MemberInfo: Equatable, Sendable {
  package let memberID: Int64
  package let level: Int
  /// Points for each 1.00 paid at that level.
  package let earnRate: Rate
  /// The price list that the level pays by.
  package let priceList: String
  package let points: Points
  package let isActive: Bool
}
