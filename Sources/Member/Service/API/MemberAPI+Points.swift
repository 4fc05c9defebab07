import Kernel
package import MariaDBClient
import MemberDomain

/// Points as an order spends them and gets them back.
extension MemberAPI {
  /// Takes points that pay for `reference`, each reference once.
  ///
  /// - Parameter points: 1 or more
  /// - Throws: `MemberRefusal.pointsInsufficient` when there are not enough
  package static func redeem(
    _ points: Int64, of memberID: Int64, for reference: String, on database: DatabaseConnection
  ) throws -> PointChange {
    try changePoints(
      memberID, by: points.negated, reason: .redeem, reference: reference, on: database)
  }

  /// Gives points back that had paid for something, each reference once. They end when those that
  /// were spent would have ended, at once where that is over; more points than were spent stay.
  /// A debt is paid first, by those that end first.
  ///
  /// - Parameters:
  ///   - points: 1 or more
  ///   - spentFor: the references under which they were redeemed; the same one when empty
  ///   - capped: what the member may not have is left out and noted, where nobody can be told no
  /// - Throws: `MemberRefusal.pointsLimit` unless `capped`
  package static func restore(
    _ points: Int64, of memberID: Int64, for reference: String, spentFor: [String] = [],
    capped: Bool = false, on database: DatabaseConnection
  ) throws -> PointChange {
    let order = PointPosting(
      memberID: memberID, change: try ChangePoints.count(points), reason: .refund,
      reference: reference, beyond: capped ? .cap : .refuse,
      spentFor: spentFor.isEmpty ? [reference] : spentFor)
    return try ChangePoints.run(order, on: database)
  }
}
