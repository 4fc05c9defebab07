/// Coupon templates and coupons, as clients handle them. Orders go through `MemberAPI`.
enum Coupons {
  /// `POST /member/coupon/template/create`
  static func createTemplate(
    _ call: Call, _ request: CreateTemplateRequest
  ) throws -> CouponTemplate {
    try requireStores(request.terms.storeIDs, call)
    let templateID = try TemplateStore.insert(
      request.terms, createdBy: call.caller.userID, on: call.database)
    let (template, now) = try TemplateStore.template(templateID, on: call.database)
    call.object = "coupon_template:\(templateID)"
    if let period = template.terms.validity.period, period.hasEnded(at: now) {
      throw Problem.field("valid_to", .inThePast, in: call.language)
    }
    return template
  }

  /// Whoever acts for some stores alone says which of them, and makes nothing for the whole house.
  private static func requireStores(_ stores: Set<Int64>, _ call: Call) throws {
    if call.caller.scope.owns(stores: stores) { return }
    if stores.isEmpty { try call.requireWholeHouse() }
    throw MemberRefusal.storesNotFound(
      stores.filter { !call.caller.scope.contains($0) }.sorted())
  }

  /// `GET /member/coupon/template/{id}`
  static func template(_ call: Call) throws -> CouponTemplate {
    try reached(TemplateStore.template(call.pathID(), on: call.database).template, call)
  }

  /// `PUT /member/coupon/template/{id}`. What holds in stores of others is not the caller's to
  /// change.
  static func updateTemplate(
    _ call: Call, _ request: TemplateChangesRequest
  ) throws -> CouponTemplate {
    let old = try TemplateStore.forUpdate(call.pathID(), on: call.database)
    guard call.caller.scope.owns(stores: old.terms.storeIDs) else {
      throw MemberRefusal.templateNotFound
    }
    let wanted = try request.applied(to: old)
    if wanted == old { return old }
    var template = old
    try template.change(to: wanted, seen: request.version)
    try TemplateStore.update(template, on: call.database)
    try call.publish([CouponTemplateUpdated(template.snapshot)])
    return template
  }

  /// `POST /member/coupon/void`: issued ones are void at once, and those that orders hold should
  /// they come back. A kind is voided by whoever may change it, one coupon by whoever may give it.
  static func void(
    _ call: Call, _ request: VoidCouponsRequest
  ) throws -> Recorded<VoidedCoupons> {
    try call.once("member.coupon_void", request.number, contents: contents(of: request)) {
      let templateID = try voidable(request, call)
      let voidID = try TemplateStore.addVoid(
        request.number, of: templateID, couponID: request.couponID, reason: request.reason,
        by: call.caller.userID, on: call.database)
      let counts = try CouponStore.void(
        templateID, couponID: request.couponID, by: voidID, on: call.database)
      try TemplateStore.countVoid(voidID, counts, on: call.database)
      try call.publish([
        CouponVoided(
          voidNumber: request.number, templateID: templateID, couponID: request.couponID,
          reason: request.reason, voided: counts.voided, locked: counts.locked)
      ])
      return counts
    }
  }

  /// What it says, the same for the same meaning.
  private static func contents(of request: VoidCouponsRequest) -> String {
    "coupon:\(request.couponID ?? 0)|template:\(request.templateID ?? 0)|\(request.reason)"
  }

  /// The template whose coupons the caller may declare void.
  private static func voidable(_ request: VoidCouponsRequest, _ call: Call) throws -> Int64 {
    if let couponID = request.couponID {
      let coupon = try CouponStore.coupon(couponID, on: call.database)
      guard call.caller.scope.isReached(by: coupon.storeIDs) else {
        throw MemberRefusal.couponNotFound
      }
      return coupon.templateID
    }
    let template = try TemplateStore.template(request.templateID ?? 0, on: call.database).template
    guard call.caller.scope.owns(stores: template.terms.storeIDs) else {
      throw MemberRefusal.templateNotFound
    }
    return template.id
  }

  /// A template that holds in none of the caller's stores does not exist for the caller.
  private static func reached(
    _ template: CouponTemplate, _ call: Call
  ) throws(MemberRefusal) -> CouponTemplate {
    guard call.caller.scope.isReached(by: template.terms.storeIDs) else { throw .templateNotFound }
    return template
  }

  /// `POST /member/coupon`: the member's row holds back the same member's other claims, and the
  /// template's counter, taken last, everybody else's.
  static func claim(_ call: Call, _ request: ClaimCouponRequest) throws -> Coupon {
    let (template, now) = try TemplateStore.template(request.templateID, on: call.database)
    _ = try reached(template, call)
    if template.status == .closed { throw MemberRefusal.templateClosed }
    guard let member = try MemberStore.forUpdate(request.memberID, on: call.database) else {
      throw MemberRefusal.memberNotFound
    }
    guard member.status == .active else { throw MemberRefusal.memberInactive }
    guard let period = template.terms.validity.period(claimedAt: now) else {
      throw MemberRefusal.couponExpired
    }
    let held = try CouponStore.count(
      of: template.id, member: member.id, on: call.database)
    guard held < template.terms.perMember else {
      throw MemberRefusal.couponLimitReached(.perMember)
    }
    let couponID = try CouponStore.insert(
      template.id, member: member.id, period, claimedAt: now, on: call.database)
    guard try TemplateStore.countIssued(template.id, on: call.database) else {
      // All are given out, or somebody has closed it in between.
      let now = try TemplateStore.template(template.id, on: call.database).template
      throw now.status == .closed
        ? MemberRefusal.templateClosed : MemberRefusal.couponLimitReached(.total)
    }
    call.object = "member:\(member.id)"
    return try CouponStore.coupon(couponID, on: call.database)
  }

  /// `POST /member/coupon/use`: for a purchase that is not an order of this house. The same again
  /// is no second use.
  static func use(_ call: Call, _ request: UseCouponRequest) throws -> Coupon {
    guard let found = try CouponStore.forUpdate(request.couponID, on: call.database) else {
      throw MemberRefusal.couponNotFound
    }
    let coupon = found.coupon
    guard call.caller.scope.isReached(by: coupon.storeIDs) else {
      throw MemberRefusal.couponNotFound
    }
    call.object = "coupon:\(coupon.id)"
    if coupon.status == .used, coupon.orderNumber == request.orderNumber { return coupon }
    try coupon.requireUsable(for: nil, at: found.now)
    try CouponStore.use(coupon.id, for: request.orderNumber, on: call.database)
    return try CouponStore.coupon(coupon.id, on: call.database)
  }
}

extension CouponTemplate {
  /// As its events tell it.
  fileprivate var snapshot: CouponTemplateSnapshot {
    let period = terms.validity.period
    return CouponTemplateSnapshot(
      templateID: id, name: terms.name, kind: terms.benefit.kind.rawValue,
      amount: terms.benefit.amount, rate: terms.benefit.rate, threshold: terms.threshold,
      validDays: terms.validity.days, validFrom: period?.start, validTo: period?.end,
      total: terms.total, perMember: terms.perMember, issued: issued,
      storeIDs: terms.storeIDs.sorted(), status: status.rawValue, version: version)
  }
}
