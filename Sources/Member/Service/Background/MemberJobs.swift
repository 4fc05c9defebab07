package import EventStream

/// Periodic jobs of the member centre. Any number of processes may run them. A row that fails keeps
/// no other waiting (`PutAside`).
package enum MemberJobs {
  package static let all = [OverdueLots.job, coupons, levels]

  private static let limit = 500
  private static let badCoupons = PutAside("overdue_coupon")
  private static let badMembers = PutAside("member_level")

  /// Coupons past their date. Those that an order holds are its own: it uses or returns them.
  private static let coupons = PeriodicJob("member.expire_coupons", everySeconds: 1) {
    database, _ in
    var last: Int64 = 0
    return try badCoupons.sweepTogether(limit: limit, on: database) {
      try CouponStore.expire(limit: limit, on: database)
    } page: {
      let ids = try CouponStore.overdue(after: last, limit: limit, on: database)
      last = ids.last ?? last
      return ids.map(String.init)
    } work: { key in
      try Int64(key).map { try CouponStore.expire($0, on: database) } ?? false
    }
  }

  /// Members whose level comes from an older table of levels than the present one.
  private static let levels = PeriodicJob("member.catch_up_levels", everySeconds: 1) {
    database, _ in
    let version = try LevelStore.read(on: database).version
    var last: Int64 = 0
    return try badMembers.sweepTogether(limit: limit, on: database) {
      try LevelStore.catchUp(to: version, limit: limit, on: database)
    } page: {
      let ids = try LevelStore.behind(version, after: last, limit: limit, on: database)
      last = ids.last ?? last
      return ids.map(String.init)
    } work: { key in
      try Int64(key).map { try LevelStore.catchUp(to: version, $0, on: database) } ?? false
    }
  }
}
