package import MariaDBClient
import MemberDomain

/// Points as an order spends them and gets them back.
extension MemberAPI {
  /// Takes points that pay for `reference`, each reference once.
  /// - Throws: `MemberRefusal.pointsInsufficient` when there are not enough
  package static func redeem(
    _ points: Int64, of memberID: Int64, for reference: String, on database: DatabaseConnection
  ) throws -> PointChange {
    try changePoints(memberID, by: -points, reason: .redeem, reference: reference, on: database)
  }

  /// Gives points back that had paid for something, each reference once. They end when those that
  /// were spent would have ended, at once where that is over; more points than were spent stay.
  ///
  /// - Parameter spentFor: the references under which they were redeemed; the same one when empty
  package static func restore(
    _ points: Int64, of memberID: Int64, for reference: String, spentFor: [String] = [],
    on database: DatabaseConnection
  ) throws -> PointChange {
    let order = PointOrder(
      memberID: memberID, change: points, reason: .refund, reference: reference,
      spentFor: spentFor.isEmpty ? [reference] : spentFor)
    return try ChangePoints.run(order, on: database)
  }
}
