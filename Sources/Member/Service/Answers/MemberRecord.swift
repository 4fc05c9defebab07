import Kernel
import MemberDomain
import WebAPI

/// A member as the centre keeps it.
struct MemberRecord: ObjectAnswer {
  let memberID: Int64
  let name: String
  let phone: String
  let birthday: String?
  let storeID: Int64?
  let status: MemberStatus
  let level: Int64
  let points: Points
  let pointsDebt: Points
  let growth: Points
  let createdAt: Instant
  let version: Int64

  var cardNumber: String { CardNumber(memberID: memberID).description }

  static let shape: [AnswerField<MemberRecord>] = [
    .id("member_id") { $0.memberID },
    .text("card_no") { $0.cardNumber },
    .text("name") { $0.name },
    .text("phone") { $0.phone }.guarded(by: .memberPhone),
    .optionalText("birthday") { $0.birthday },
    .optionalID("store_id") { $0.storeID },
    .integer("level") { $0.level },
    .points("points") { $0.points },
    .points("points_debt") { $0.pointsDebt },
    .points("balance") { PointAccount.balance(points: $0.points, debt: $0.pointsDebt) },
    .points("growth") { $0.growth },
    .choice("status") { $0.status },
    .instant("created_at") { $0.createdAt },
    .integer("version") { $0.version },
  ]
}

/// A member in a list, the phone number masked.
struct MemberSummary: ObjectAnswer {
  let member: MemberRecord

  private var maskedPhone: String { PhoneNumber.masked(member.phone) }

  static let shape: [AnswerField<MemberSummary>] = [
    .id("member_id") { $0.member.memberID },
    .text("card_no") { $0.member.cardNumber },
    .text("name") { $0.member.name },
    .text("phone") { $0.maskedPhone },
    .optionalID("store_id") { $0.member.storeID },
    .integer("level") { $0.member.level },
    .points("points") { $0.member.points },
    .points("points_debt") { $0.member.pointsDebt },
    .points("balance") {
      PointAccount.balance(points: $0.member.points, debt: $0.member.pointsDebt)
    },
    .points("growth") { $0.member.growth },
    .choice("status") { $0.member.status },
    .instant("created_at") { $0.member.createdAt },
  ]
}
