import JSONCoding

/// Every fault of one request, with the path of each field. Not thread-safe: one per request.
package final class FaultList {
  private(set) var faults: [(path: String, reason: FaultReason)] = []
  private var total = 0
  /// Texts and codes that were sent in another spelling than their form.
  private(set) var respelled: [(sent: String, form: String)] = []

  /// Enough to mend a document by; a hostile one does not get a megabyte back.
  static let maximum = 100

  package init() {}

  package var isEmpty: Bool { total == 0 }

  /// Whether a fault of this path is noted; those beyond the maximum are not known any more.
  func contains(_ path: String) -> Bool { faults.contains { $0.path == path } }

  package func add(_ path: String, _ reason: FaultReason) {
    total += 1
    if faults.count < Self.maximum { faults.append((path, reason)) }
  }

  /// Notes how a text was sent, so that what is there by that spelling is found. Not more than a
  /// request has use for.
  func note(_ sent: String, as form: String) {
    if respelled.count < Self.maximum { respelled.append((sent, form)) }
  }

  /// The 400 that names them all.
  package func problem(in language: Language) -> Problem {
    Problem.invalid(faults, in: language)
  }
}

/// Why a field was refused, in words for people.
package enum FaultReason: Sendable {
  case required
  case unknownField
  case givenTwice
  case notAString
  case notAnInteger
  case notADecimal
  case notABoolean
  case notAnObject
  case notAList
  case notATime
  case textLength(ClosedRange<Int>)
  case controlCharacters
  case unseenCharacters
  case outOfRange(String)
  case tooManyPlaces(Int)
  case notOneOf([String])
  case listLength(ClosedRange<Int>)
  case other(english: String, chinese: String)

  /// The reason for a person who reads `language`.
  package func text(in language: Language) -> String {
    language == .chinese ? words.chinese : words.english
  }

  private var words: (english: String, chinese: String) {
    switch self {
    case .required: ("is required", "必填")
    case .unknownField: ("is not a field of this request", "不是此请求的字段")
    case .givenTwice: ("must be given once", "只能出现一次")
    case .notAString: ("must be a string", "必须是字符串")
    case .notAnInteger: ("must be an integer", "必须是整数")
    case .notADecimal:
      ("must be a decimal number, as a string or a number", "必须是十进制数（字符串或数字）")
    case .notABoolean: ("must be true or false", "必须是 true 或 false")
    case .notAnObject: ("must be an object", "必须是对象")
    case .notAList: ("must be a list", "必须是列表")
    case .notATime: ("must be an RFC 3339 time with offset", "必须是带时区的 RFC 3339 时间")
    case .textLength(let range):
      (
        "must have \(range.lowerBound) to \(range.upperBound) characters",
        "长度必须为 \(range.lowerBound) 到 \(range.upperBound) 个字符"
      )
    case .controlCharacters: ("must not contain control characters", "不能包含控制字符")
    case .unseenCharacters:
      ("must not contain characters that nobody sees", "不能包含看不见的字符")
    case .outOfRange(let words): ("must be \(words)", "取值范围：\(words)")
    case .tooManyPlaces(let places):
      ("must have at most \(places) decimal places", "最多 \(places) 位小数")
    case .notOneOf(let values):
      (
        "must be one of: \(values.joined(separator: ", "))",
        "必须是其中之一：\(values.joined(separator: "、"))"
      )
    case .listLength(let range):
      (
        "must have \(range.lowerBound) to \(range.upperBound) entries",
        "条数必须为 \(range.lowerBound) 到 \(range.upperBound)"
      )
    case .other(let english, let chinese): (english, chinese)
    }
  }
}
