package import EventStream
import MemberDomain

/// What comes back by itself in the member centre. Any number of processes may run it.
package enum MemberJobs {
  package static let all = [OverdueLots.job, coupons, levels]

  /// Coupons past their date. Those that an order holds are its own: it uses or returns them.
  private static let coupons = PeriodicJob("member.expire_coupons", everySeconds: 1) {
    database, _ in try CouponStore.expire(limit: 500, on: database)
  }

  /// Members whose level comes from an older table of levels than the present one.
  private static let levels = PeriodicJob("member.catch_up_levels", everySeconds: 1) {
    database, _ in
    let version = try LevelStore.read(on: database).version
    return try LevelStore.catchUp(to: version, limit: 500, on: database)
  }
}
