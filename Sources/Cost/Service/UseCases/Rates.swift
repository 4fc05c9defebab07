/// What an hour of the work centers costs.
enum Rates {
  /// `POST /cost/rate/set`
  static func set(_ call: Call, _ request: RateRequest) throws -> [WorkRate] {
    if let moment = request.validFrom, try ClosedPeriods.isClosed(at: moment, on: call.database) {
      throw Problem(.periodClosed)
    }
    try RateStore.set(
      request.workCenter, from: request.validFrom, labor: request.laborPerHour,
      overhead: request.overheadPerHour, by: call.caller.userID, on: call.database)
    call.object = request.workCenter.map { "work_center:\($0)" }
    return try list(call)
  }

  /// `GET /cost/rate/list`
  static func list(_ call: Call) throws -> [WorkRate] { try RateStore.list(on: call.database) }
}
