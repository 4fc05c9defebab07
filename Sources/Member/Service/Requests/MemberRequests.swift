/// `POST /member/register`
struct RegisterMemberRequest: RequestBody {
  let name: String
  /// Nil only in a request that is refused.
  let phone: PhoneNumber?
  let birthday: BusinessDay?
  let storeID: Int64?

  init(from fields: inout Fields) {
    name = fields.text("name", 1...100)
    phone = fields.phone("phone")
    birthday = fields.optionalBirthday("birthday")
    storeID = fields.optionalID("store_id")
  }
}

extension Fields {
  /// A day from 1900-01-01 to today, or absent.
  mutating func optionalBirthday(_ key: StaticString) -> BusinessDay? {
    guard let written = optionalText(key, 10...10, .date) else { return nil }
    guard let day = BusinessDay(written) else {
      refuse(key, TextPattern.date.fault)
      return nil
    }
    // Of the zone where the day begins first: 14 hours ahead.
    let now = Instant.now().adding(seconds: 50_400).utc
    guard let first = BusinessDay(year: 1900, month: 1, day: 1),
      let today = BusinessDay(year: now.year, month: now.month, day: now.day)
    else { return day }
    if !(first...today).contains(day) {
      refuse(
        key, .other(english: "must be from 1900-01-01 to today", chinese: "必须在 1900-01-01 到今天之间"))
    }
    return day
  }
}

/// `GET /member/list`
struct MemberFilter: RequestBody {
  let memberID: Int64?
  /// Either of them: its form, or as it was written.
  let phones: [String]?
  /// Only those whose phone number was another's at the upgrade.
  let isPhoneTaken: Bool?
  let namePart: String?
  let level: Int64?
  let storeID: Int64?
  let status: MemberStatus?
  let listing: Listing

  /// The keyword is a card number, a phone number or a part of the name, in this order.
  init(from fields: inout Fields) {
    let keyword = fields.optionalText("keyword", 1...100)
    let numbers = fields.phoneSpellings("phone")
    isPhoneTaken = fields.optionalFlag("phone_taken")
    let card = keyword.flatMap { CardNumber($0) }
    memberID = card?.memberID
    let called = card == nil ? keyword.map { PhoneNumber.spellings($0) } ?? [] : []
    if let numbers, let form = called.first, !numbers.contains(form) {
      fields.refuse(
        "keyword", .other(english: "is another number than phone", chinese: "与 phone 不一致"))
    }
    phones = numbers ?? (called.isEmpty ? nil : called)
    namePart = card == nil && called.isEmpty ? keyword : nil
    level = fields.optionalInteger("level", 1...1000)
    storeID = fields.optionalID("store_id")
    status = fields.optionalChoice("status", MemberStatus.self)
    listing = fields.listing(sorts: ["-created_at", "points", "growth"])
  }
}

/// `PUT /member/level`: the whole table.
struct ReplaceLevelsRequest: RequestBody {
  let version: Int64
  let levels: [MemberLevel]

  init(from fields: inout Fields) {
    version = fields.positive("version")
    levels = fields.list("levels", LevelRequest.self, 1...100).map(\.level)
    switch LevelTable(levels, version: version).fault {
    case nil: break
    case .repeated(let numbers):
      let words = numbers.map(String.init).joined(separator: ", ")
      fields.refuse(
        "levels", .other(english: "name a level twice: \(words)", chinese: "等级重复：\(words)"))
    case .noneForEverybody:
      fields.refuse(
        "levels",
        .other(
          english: "must have a level with min_growth 0", chinese: "必须有一个 min_growth 为 0 的等级"))
    }
  }
}

/// One level of it.
struct LevelRequest: RequestBody {
  let level: MemberLevel

  init(from fields: inout Fields) {
    level = MemberLevel(
      level: fields.count("level", 1...1000), name: fields.text("name", 1...40),
      minimumGrowth: Points(
        clamping: fields.integer("min_growth", 0...1_000_000_000_000)),
      earnRate: fields.decimal("earn_rate", .notNegative),
      priceList: fields.optionalChoice("price_list", MemberPriceList.self) ?? .member)
    if let most = try? Rate(whole: PointRules.highestRate), level.earnRate > most {
      fields.refuse("earn_rate", .outOfRange("0 … \(PointRules.highestRate)"))
    }
  }
}
