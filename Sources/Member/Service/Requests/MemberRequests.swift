import Kernel
import MemberDomain
import WebAPI

/// `POST /member/register`
struct RegisterMemberRequest: RequestBody {
  let name: String
  /// Nil only in a request that is refused.
  let phone: PhoneNumber?
  let birthday: BusinessDay?
  let storeID: Int64?

  init(from fields: inout Fields) {
    name = fields.text("name", 1...100)
    let written = fields.text("phone", 5...32, .phone)
    phone = PhoneNumber(written)
    if phone == nil { fields.refuse("phone", .notAPhoneNumber) }
    let day = fields.optionalText("birthday", 10...10, .date)
    birthday = day.flatMap { BusinessDay($0) }
    if day != nil, birthday == nil {
      fields.refuse("birthday", TextPattern.date.fault)
    }
    storeID = fields.optionalID("store_id")
  }
}

extension FaultReason {
  static let notAPhoneNumber = FaultReason.other(
    english: "must be a phone number of 5 to 20 digits", chinese: "必须是 5 到 20 位的电话号码")
}

/// `GET /member/list`
struct MemberListQuery: RequestBody {
  let memberID: Int64?
  let phone: PhoneNumber?
  let namePart: String?
  let level: Int64?
  let storeID: Int64?
  let status: MemberStatus?
  let listing: Listing

  /// The keyword is a card number, a phone number or a part of the name, in this order.
  init(from fields: inout Fields) {
    let keyword = fields.optionalText("keyword", 1...100)
    let written = fields.optionalText("phone", 5...32, .phone)
    let card = keyword.flatMap { CardNumber($0) }
    memberID = card?.memberID
    let number = written.flatMap { PhoneNumber($0) }
    if written != nil, number == nil { fields.refuse("phone", .notAPhoneNumber) }
    let called = card == nil ? keyword.flatMap { PhoneNumber($0) } : nil
    if let number, let called, number != called {
      fields.refuse(
        "keyword", .other(english: "is another number than phone", chinese: "与 phone 不一致"))
    }
    phone = number ?? called
    namePart = card == nil && called == nil ? keyword : nil
    level = fields.optionalInteger("level", 1...1000)
    storeID = fields.optionalID("store_id")
    status = fields.optionalChoice("status", MemberStatus.self)
    listing = fields.listing(sorts: ["-created_at", "points", "growth"])
  }
}
