import JSONCoding

/// The schema of a decimal in a request: a string of digits, or a number.
struct DecimalSchema {
  /// Digits of DECIMAL(18,s), before and after the point together.
  private static let digits = 18

  let places: Int
  let sign: DecimalSign

  func write(into writer: inout JSONWriter) {
    writer.field("description", "exact decimal, at most \(places) places")
    writer.field("x-places", places)
    writer.key("anyOf")
    writer.beginArray()
    writer.object {
      $0.field("type", "string")
      $0.field("pattern", pattern)
    }
    writer.object { writer in
      writer.field("type", "number")
      writer.key("multipleOf")
      writer.raw(Array(smallest.utf8))
      writer.key(sign == .positive ? "exclusiveMinimum" : "minimum")
      writer.integer(sign == .any ? -largest : 0)
      writer.key("maximum")
      writer.integer(largest)
    }
    writer.endArray()
  }

  /// The largest whole number that DECIMAL(18,s) holds.
  private var largest: Int64 {
    (0..<(Self.digits - places)).reduce(1) { power, _ in power * 10 } - 1
  }

  private var smallest: String {
    places == 0 ? "1" : "0." + String(repeating: "0", count: places - 1) + "1"
  }

  private var pattern: String {
    let whole = Self.digits - places
    let fraction = "(\\.[0-9]{1,\(places)})?"
    switch sign {
    case .any: return "^-?(0|[1-9][0-9]{0,\(whole - 1)})\(fraction)$"
    case .notNegative: return "^(0|[1-9][0-9]{0,\(whole - 1)})\(fraction)$"
    case .positive:
      // Some digit is not zero: one before the point, or the first such one after it.
      let below = (0..<places).map { zeros in
        let more = places - zeros - 1
        return "0{\(zeros)}[1-9]" + (more > 0 ? "[0-9]{0,\(more)}" : "")
      }
      return "^([1-9][0-9]{0,\(whole - 1)}\(fraction)|0\\.(\(below.joined(separator: "|"))))$"
    }
  }
}
