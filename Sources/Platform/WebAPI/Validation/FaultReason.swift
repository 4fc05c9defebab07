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
    language == .chinese ? chinese : english
  }

  private var english: String {
    switch self {
    case .required: "is required"
    case .unknownField: "is not a field of this request"
    case .givenTwice: "must be given once"
    case .notAString: "must be a string"
    case .notAnInteger: "must be an integer"
    case .notADecimal: "must be a decimal number, as a string or a number"
    case .notABoolean: "must be true or false"
    case .notAnObject: "must be an object"
    case .notAList: "must be a list"
    case .notATime: "must be an RFC 3339 time with offset"
    case .textLength(let range): "must have \(range.lowerBound) to \(range.upperBound) characters"
    case .controlCharacters: "must not contain control characters"
    case .unseenCharacters: "must not contain characters that nobody sees"
    case .outOfRange(let words): "must be \(words)"
    case .tooManyPlaces(let places): "must have at most \(places) decimal places"
    case .notOneOf(let values): "must be one of: \(values.joined(separator: ", "))"
    case .listLength(let range): "must have \(range.lowerBound) to \(range.upperBound) entries"
    case .other(let english, _): english
    }
  }

  private var chinese: String {
    switch self {
    case .required: "必填"
    case .unknownField: "不是此请求的字段"
    case .givenTwice: "只能出现一次"
    case .notAString: "必须是字符串"
    case .notAnInteger: "必须是整数"
    case .notADecimal: "必须是十进制数（字符串或数字）"
    case .notABoolean: "必须是 true 或 false"
    case .notAnObject: "必须是对象"
    case .notAList: "必须是列表"
    case .notATime: "必须是带时区的 RFC 3339 时间"
    case .textLength(let range): "长度必须为 \(range.lowerBound) 到 \(range.upperBound) 个字符"
    case .controlCharacters: "不能包含控制字符"
    case .unseenCharacters: "不能包含看不见的字符"
    case .outOfRange(let words): "取值范围：\(words)"
    case .tooManyPlaces(let places): "最多 \(places) 位小数"
    case .notOneOf(let values): "必须是其中之一：\(values.joined(separator: "、"))"
    case .listLength(let range): "条数必须为 \(range.lowerBound) 到 \(range.upperBound)"
    case .other(_, let chinese): chinese
    }
  }
}
