import CostDomain
import Kernel
import MariaDBClient
import Transactions
import WebAPI

/// `POST /cost/period/close` and `POST /cost/period/reopen`
struct PeriodRequest: RequestBody {
  let period: AccountingPeriod?

  init(from fields: inout Fields) {
    let name = fields.text("period", 7...7, .month)
    period = AccountingPeriod(name)
    if period == nil, !name.isEmpty {
      fields.refuse(
        "period", .other(english: "is not a month such as 2026-11", chinese: "不是形如 2026-11 的月份"))
    }
  }
}

/// An accounting period that is closed, or was until now.
struct PeriodAnswer: ObjectAnswer {
  enum Status: String, CaseIterable {
    case closed
    case open
  }

  let period: ClosedPeriods.Period
  let status: Status

  static let shape: [AnswerField<PeriodAnswer>] = [
    .text("period") { $0.period.name },
    .choice("status") { $0.status },
    .instant("starts_at") { $0.period.start },
    .instant("ends_at") { $0.period.end },
    .instant("closed_at") { $0.period.closedAt },
    .id("closed_by") { $0.period.closedBy },
  ]
}

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
    return PeriodAnswer(period: closed, status: .closed)
  }

  func reopen(_ call: Call, _ request: PeriodRequest) throws -> PeriodAnswer {
    guard let period = request.period,
      let opened = try ClosedPeriods.reopen(period.name, on: call.database)
    else { throw CostRefusal.periodNotClosed }
    return PeriodAnswer(period: opened, status: .open)
  }

  func list(_ call: Call) throws -> [PeriodAnswer] {
    try ClosedPeriods.list(on: call.database).map { PeriodAnswer(period: $0, status: .closed) }
  }
}
