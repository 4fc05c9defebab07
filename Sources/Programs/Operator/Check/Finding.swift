import JSONCoding

/// How bad it is; the raw value is the exit status that monitoring knows (Nagios).
enum CheckLevel: Int, Comparable {
  case ok = 0
  case warning = 1
  case critical = 2

  static func < (one: CheckLevel, other: CheckLevel) -> Bool { one.rawValue < other.rawValue }

  var word: String {
    switch self {
    case .ok: "ok"
    case .warning: "warn"
    case .critical: "FAIL"
    }
  }

  init?(word: String) {
    guard let level = [CheckLevel.ok, .warning, .critical].first(where: { $0.word == word }) else {
      return nil
    }
    self = level
  }
}

/// What one look at one thing has found.
struct Finding {
  /// What was looked at, such as `connections` or `unit erp@order.service`.
  let subject: String
  let level: CheckLevel
  let english: String
  let chinese: String
  /// The command, or the file, that mends it.
  let remedy: String?

  init(
    _ subject: String, _ level: CheckLevel, _ english: String, _ chinese: String,
    remedy: String? = nil
  ) {
    self.subject = subject
    self.level = level
    self.english = english
    self.chinese = chinese
    self.remedy = remedy
  }

  var text: String { Terminal.words(english, chinese) }

  /// One line, and one more for what mends it.
  var lines: String {
    let head = "\(level.word.padded(6))\(subject.padded(13)) "
    return head + text + (remedy.map { "\n          → \($0)" } ?? "")
  }
}

extension [Finding] {
  var worst: CheckLevel { map(\.level).max() ?? .ok }

  func write(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("status", worst.word)
      writer.key("checks")
      writer.array(self) { writer, finding in
        writer.object {
          $0.field("check", finding.subject)
          $0.field("status", finding.level.word)
          $0.field("text", finding.english)
          $0.field("text_zh", finding.chinese)
          $0.field("remedy", finding.remedy)
        }
      }
    }
  }
}
