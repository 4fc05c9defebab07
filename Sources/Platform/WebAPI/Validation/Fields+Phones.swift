package import Kernel

/// Phone numbers (contract part 2, section A).
extension Fields {
  /// A required phone number; what is none is a fault.
  package mutating func phone(_ key: StaticString) -> PhoneNumber? {
    let written = code(key, 5...40, .phone)
    let number = PhoneNumber(written)
    if number == nil, !written.isEmpty { refuse(key, .notAPhoneNumber) }
    return number
  }

  /// The spellings in which a member who is looked for may be kept; nil when the filter is absent.
  package mutating func phoneSpellings(_ key: StaticString) -> [String]? {
    guard let written = optionalCode(key, 5...40, .phone) else { return nil }
    let spellings = PhoneNumber.spellings(written)
    if spellings.isEmpty { refuse(key, .notAPhoneNumber) }
    return spellings
  }

  /// How somebody can be called, or absent: a phone number in its form, anything else as written.
  package mutating func optionalContactPhone(_ key: StaticString) -> String? {
    optionalText(key, 0...32).map { PhoneNumber($0)?.text ?? $0 }
  }
}

extension FaultReason {
  static let notAPhoneNumber = FaultReason.other(
    english: "must be a phone number: a mobile one of 11 digits, one with area code, or + and the "
      + "country's code",
    chinese: "必须是电话号码：11 位手机号、带区号的固定电话，或以 + 加国家代码开头的号码")
}
