extension Member: ObjectAnswer {
  package static let shape: [AnswerField<Member>] = [
    .id("member_id") { $0.id },
    .text("card_no") { $0.cardNumber },
    .text("name") { $0.name },
    .text("phone") { $0.phone }.guarded(by: .memberPhone),
    .optionalText("birthday") { $0.birthday },
    .optionalID("store_id") { $0.storeID },
    .integer("level") { $0.level },
    .points("points") { $0.account.points },
    .points("points_debt") { $0.account.debt },
    .points("balance") { $0.account.balance },
    .points("growth") { $0.account.growth },
    .choice("status") { $0.status },
    .instant("created_at") { $0.createdAt },
    .integer("version") { $0.version },
  ]
}

/// A member in a list, the phone number masked.
struct MemberSummary: ObjectAnswer {
  let member: Member

  private var maskedPhone: String { PhoneNumber.masked(member.phone) }

  static let shape: [AnswerField<MemberSummary>] = [
    .id("member_id") { $0.member.id },
    .text("card_no") { $0.member.cardNumber },
    .text("name") { $0.member.name },
    .text("phone") { $0.maskedPhone },
    .optionalID("store_id") { $0.member.storeID },
    .integer("level") { $0.member.level },
    .points("points") { $0.member.account.points },
    .points("points_debt") { $0.member.account.debt },
    .points("balance") { $0.member.account.balance },
    .points("growth") { $0.member.account.growth },
    .choice("status") { $0.member.status },
    .instant("created_at") { $0.member.createdAt },
  ]
}

/// A level, with the version of the table that it stands in: what a PUT has to name.
struct LevelAnswer: ObjectAnswer {
  let level: MemberLevel
  let version: Int64

  static let shape: [AnswerField<LevelAnswer>] = [
    .integer("level") { Int64($0.level.level) },
    .text("name") { $0.level.name },
    .points("min_growth") { $0.level.minimumGrowth },
    .decimal("earn_rate") { $0.level.earnRate },
    .choice("price_list") { $0.level.priceList },
    .integer("version") { $0.version },
  ]

  static func list(_ table: LevelTable) -> [LevelAnswer] {
    table.levels.map { LevelAnswer(level: $0, version: table.version) }
  }
}
