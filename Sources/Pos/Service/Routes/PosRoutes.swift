/// The POS centre's calls.
package enum PosRoutes {
  private static let register = Permission.code(
    "pos.register", describedAs: "Register tills 登记收银设备")
  private static let sync = Permission.code("pos.sync", describedAs: "Send offline sales 同步离线销售")
  private static let read = Permission.code("pos.read", describedAs: "See tills 查看收银设备")
  private static let retry = Permission.code(
    "pos.retry", describedAs: "Retry parked sales 重试失败的离线销售")
  private static let skip = Permission.code(
    "pos.skip", describedAs: "Skip numbers of a till 跳过收银序号")

  /// The table, in the order of the API document.
  package static func table(_ environment: CentreEnvironment) -> [Route] {
    let queue = DeviceQueue(calendar: environment.calendar, source: "erp-pos")
    let sales = SyncSales(queue: queue)
    let parked = ParkedSales(queue: queue)
    return [
      .post(
        "/pos/register", register, "Register a till for its store 为门店登记收银机",
        body: RegisterRequest.self, creates: true, RegisterDevice.run
      )
      .refusing(.posStoreNotFound, .posOtherStore),
      .postInSteps(
        "/pos/sync", sync, "Take in sales that a till made while it was offline 接收收银机离线期间的销售",
        body: SyncRequest.self, steps: sales.work, sales.answer
      )
      .refusing(.posDeviceNotFound, .posSaleNotFound),
      .get(
        "/pos/status", read,
        "Where a till stands: next number, gaps, what is parked 收银机进度：下一序号、缺口、待处理",
        query: DeviceFilter.self, DeviceStatus.run
      )
      .refusing(.posDeviceNotFound),
      .postInSteps(
        "/pos/retry", retry, "Apply a parked sale once more 重试入账失败的销售", body: RetryRequest.self,
        steps: parked.retry
      ) { call, request, _ in
        try parked.answer(call, request.deviceID, request.sequence)
      }
      .refusing(.posDeviceNotFound, .posSaleNotFound),
      .postInSteps(
        "/pos/skip", skip,
        "Give a number of a till up by name, so that later ones go on 放弃收银机的某个序号，使后续得以继续",
        body: SkipRequest.self, steps: parked.skip
      ) { call, request, _ in
        try parked.answer(call, request.deviceID, request.sequence)
      }
      .refusing(.posDeviceNotFound, .posSaleNotFound, .posAlreadyApplied),
    ]
  }
}
