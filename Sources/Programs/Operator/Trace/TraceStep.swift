import JSONCoding
import Kernel

/// One thing that is known of a request.
struct TraceStep {
  let time: Instant?
  /// Where it is written: `nginx`, `log`, `audit`, `event`, `consumer`.
  let place: String
  /// The program that did it, or whose row it is.
  let program: String
  let text: String

  /// The line for eyes.
  var line: String {
    let moment = time.map { String($0.rfc3339.prefix(23)) + "Z" } ?? "-"
    return "\(moment.padded(24))  \(place.padded(8))  \(program.padded(14))  \(text)"
  }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("time", time)
      writer.field("place", place)
      writer.field("program", program)
      writer.field("text", text)
    }
  }

  /// In the order of time; what has none, since it is still to come, at the end.
  static func sorted(_ steps: [TraceStep]) -> [TraceStep] {
    steps.enumerated().sorted { left, right in
      let (first, second) = (left.element.time, right.element.time)
      if first == second { return left.offset < right.offset }
      guard let first else { return false }
      return second.map { first < $0 } ?? true
    }.map(\.element)
  }
}
