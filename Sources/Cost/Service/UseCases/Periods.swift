/// Closes accounting periods and opens them again.
struct Periods {
  let calendar: BusinessCalendar

  /// A period may be closed while it runs, and not before it begins; one that is closed stays so.
  func close(_ call: Call, _ request: PeriodRequest) throws -> PeriodAnswer {
    guard let period = request.period else { throw CostRefusal.periodNotBegun }
    let closed = try ClosedPeriods.close(
      period.name, from: calendar.start(of: period.firstDay),
      to: calendar.start(of: period.nextFirstDay), by: call.caller.userID, on: call.database)
    guard let closed else { throw CostRefusal.periodNotBegun }
    call.object = "period:\(closed.name)"
    return PeriodAnswer(period: closed, status: .closed)
  }

  func reopen(_ call: Call, _ request: PeriodRequest) throws -> PeriodAnswer {
    guard let period = request.period,
      let opened = try ClosedPeriods.reopen(period.name, on: call.database)
    else { throw CostRefusal.periodNotClosed }
    call.object = "period:\(opened.name)"
    return PeriodAnswer(period: opened, status: .open)
  }

  func list(_ call: Call) throws -> [PeriodAnswer] {
    try ClosedPeriods.list(on: call.database).map { PeriodAnswer(period: $0, status: .closed) }
  }
}
