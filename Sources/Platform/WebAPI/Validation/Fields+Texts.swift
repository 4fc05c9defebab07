import JSONCoding
package import Kernel

/// How a text is brought to its form before it is checked.
enum TextKind {
  /// What people wrote: `TextForm.text`.
  case text
  /// A code or number: `TextForm.code`, and nothing unseen inside.
  case code
  /// A code that another program made: as it is inside.
  case foreignCode
  /// As it was sent, byte by byte: passwords, tokens.
  case verbatim

  func form(of written: String) -> String {
    switch self {
    case .text: TextForm.text(written)
    case .code, .foreignCode: TextForm.code(written)
    case .verbatim: written
    }
  }
}

/// Texts, codes and numbers (contract part 2, section A). Lengths are Unicode scalars of the form.
extension Fields {
  /// A required text without control characters, in its form.
  package mutating func text(
    _ key: StaticString, _ length: ClosedRange<Int> = 1...200, _ pattern: TextPattern? = nil
  ) -> String {
    read(key, .text, length, pattern, isRequired: true) ?? ""
  }

  /// A text that may be absent, null, or nothing but blanks.
  package mutating func optionalText(
    _ key: StaticString, _ length: ClosedRange<Int> = 1...200, _ pattern: TextPattern? = nil
  ) -> String? {
    read(key, .text, length, pattern, isRequired: false)
  }

  /// A required code or number, in its form; `Call.spellings` tells how it was sent.
  package mutating func code(
    _ key: StaticString, _ length: ClosedRange<Int>, _ pattern: TextPattern? = nil
  ) -> String {
    read(key, .code, length, pattern, isRequired: true) ?? ""
  }

  /// A code or number that may be absent.
  package mutating func optionalCode(
    _ key: StaticString, _ length: ClosedRange<Int>, _ pattern: TextPattern? = nil
  ) -> String? {
    read(key, .code, length, pattern, isRequired: false)
  }

  /// A required code that another program made: whatever stands inside, seen or not, stays.
  package mutating func foreignCode(_ key: StaticString, _ length: ClosedRange<Int>) -> String {
    read(key, .foreignCode, length, nil, isRequired: true) ?? ""
  }

  /// A required secret, as it was sent.
  package mutating func secret(_ key: StaticString, _ length: ClosedRange<Int>) -> String {
    read(key, .verbatim, length, nil, isRequired: true) ?? ""
  }

  private mutating func read(
    _ key: StaticString, _ kind: TextKind, _ length: ClosedRange<Int>, _ pattern: TextPattern?,
    isRequired: Bool
  ) -> String? {
    let schema = Schema.requestText(length, pattern)
    let sent: String
    switch value(key, schema, isRequired: isRequired) {
    case .absent: return nil
    case .query(let query): sent = query
    case .json(let node):
      guard let string = node.text else { return fault(key, .notAString) }
      sent = string
    }
    let text = accepted(sent, kind)
    if text.isEmpty {
      // Only blanks: as if it were null.
      return isRequired ? fault(key, .required) : nil
    }
    if let reason = Self.fault(in: text, kind, length, pattern) { return fault(key, reason) }
    return text
  }

  /// The form of what was sent, and a note where these differ.
  private func accepted(_ sent: String, _ kind: TextKind) -> String {
    let text = kind.form(of: sent)
    if !text.utf8.elementsEqual(sent.utf8) { faults.note(sent, as: text) }
    return text
  }

  static func fault(
    in text: String, _ kind: TextKind, _ length: ClosedRange<Int>, _ pattern: TextPattern?
  ) -> FaultReason? {
    if kind != .foreignCode, text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
      return .controlCharacters
    }
    if kind == .code, !text.utf8.allSatisfy({ $0 < 0x80 }), TextForm.hidesSomething(text) {
      return .unseenCharacters
    }
    if !length.contains(text.unicodeScalars.count) { return .textLength(length) }
    if let pattern, !pattern.matches(text) { return pattern.fault }
    return nil
  }

  /// A required list of texts.
  package mutating func texts(
    _ key: StaticString, _ length: ClosedRange<Int>, each: ClosedRange<Int> = 1...200,
    _ pattern: TextPattern? = nil
  ) -> [String] {
    list(key, .text, length, each: each, pattern, isRequired: true) ?? []
  }

  /// A list of codes that may be absent.
  package mutating func optionalCodes(
    _ key: StaticString, _ length: ClosedRange<Int>, each: ClosedRange<Int>,
    _ pattern: TextPattern? = nil
  ) -> [String]? {
    list(key, .code, length, each: each, pattern, isRequired: false)
  }

  /// A required list of codes.
  package mutating func codes(
    _ key: StaticString, _ length: ClosedRange<Int>, each: ClosedRange<Int>,
    _ pattern: TextPattern? = nil
  ) -> [String] {
    list(key, .code, length, each: each, pattern, isRequired: true) ?? []
  }

  private mutating func list(
    _ key: StaticString, _ kind: TextKind, _ length: ClosedRange<Int>, each: ClosedRange<Int>,
    _ pattern: TextPattern?, isRequired: Bool
  ) -> [String]? {
    let schema = Schema.requestText(each, pattern)
    let node = json(key, .list(schema, length), isRequired: isRequired)
    return elements(of: node, key, length) { element, path in
      guard element.kind == .string, let sent = element.text else {
        return fault(at: path, .notAString)
      }
      let text = accepted(sent, kind)
      return Self.fault(in: text, kind, each, pattern).map { fault(at: path, $0) } ?? text
    }
  }

  /// An object of texts that may be absent, such as `spec`, in the order in which it was written.
  package mutating func optionalTextMap(
    _ key: StaticString, _ length: ClosedRange<Int>, each: ClosedRange<Int> = 0...200
  ) -> [(key: String, value: String)]? {
    let schema = Schema.map(.requestText(each), length)
    guard let node = json(key, schema, isRequired: false) else { return nil }
    guard node.kind == .object else { return fault(key, .notAnObject) }
    guard length.contains(node.count) else { return fault(key, .listLength(length)) }
    var map: [(key: String, value: String)] = []
    for member in node.members {
      let name = TextForm.text(member.name)
      let path = "\(memberPath(key)).\(name)"
      guard let sent = member.value.text else {
        faults.add(path, .notAString)
        continue
      }
      let text = TextForm.text(sent)
      if let reason = Self.fault(in: text, .text, each, nil) { faults.add(path, reason) }
      if map.contains(where: { $0.key == name }) { faults.add(path, .givenTwice) }
      map.append((name, text))
    }
    return map
  }
}

/// Names that people often number.
extension Fields {
  /// A required text, or a whole number that stands for its digits: `"version": 2` is version "2".
  package mutating func label(_ key: StaticString, _ length: ClosedRange<Int>) -> String {
    let schema = Schema.label(minimum: length.lowerBound, maximum: length.upperBound)
    let label: String
    switch value(key, schema, isRequired: true) {
    case .absent: return ""
    case .query(let text): label = text
    case .json(let node):
      let number = node.kind == .number ? node.integer() : nil
      guard let text = number.map(String.init) ?? node.text else {
        return fault(key, .notAString) ?? ""
      }
      label = TextForm.text(text)
    }
    if let reason = Self.fault(in: label, .text, length, nil) { return fault(key, reason) ?? "" }
    return label
  }
}

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
