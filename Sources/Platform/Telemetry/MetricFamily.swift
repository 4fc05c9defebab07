/// All metrics of one name; they differ in their labels.
struct MetricFamily: Sendable {
  enum Metric: Sendable {
    case counter(Counter)
    case gauge(Gauge)
    case reading(@Sendable () -> Int)
    case histogram(Histogram)

    var type: String {
      switch self {
      case .counter: "counter"
      case .gauge, .reading: "gauge"
      case .histogram: "histogram"
      }
    }
  }

  let name: String
  let help: String
  /// By rendered labels: `route="/item/{id}",status="200"`, or empty.
  var metrics: [String: Metric] = [:]

  init(name: String, help: String) {
    self.name = name
    self.help = help
  }

  func takes(_ metric: Metric) -> Bool {
    metrics.values.allSatisfy { $0.type == metric.type }
  }

  func exposition() -> String {
    guard let type = metrics.values.first?.type else { return "" }
    var text = "# HELP \(name) \(Self.escape(help, quote: false))\n# TYPE \(name) \(type)\n"
    for (labels, metric) in metrics.sorted(by: { $0.key < $1.key }) {
      switch metric {
      case .counter(let counter): text += line(name, labels, String(counter.value))
      case .gauge(let gauge): text += line(name, labels, String(gauge.value))
      case .reading(let read): text += line(name, labels, String(read()))
      case .histogram(let histogram): text += lines(of: histogram, labels)
      }
    }
    return text
  }

  private func lines(of histogram: Histogram, _ labels: String) -> String {
    let (counts, seconds) = histogram.snapshot()
    let bounds = Histogram.bounds.map(\.label) + ["+Inf"]
    let separator = labels.isEmpty ? "" : ","
    var text = ""
    var total = 0
    for (bound, count) in zip(bounds, counts) {
      total += count
      text += line("\(name)_bucket", "\(labels)\(separator)le=\"\(bound)\"", String(total))
    }
    text += line("\(name)_sum", labels, String(seconds))
    return text + line("\(name)_count", labels, String(total))
  }

  private func line(_ name: String, _ labels: String, _ value: String) -> String {
    labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(labels)} \(value)\n"
  }

  /// `a="b",c="d"`, in the order given.
  static func render(_ labels: [(String, String)]) -> String {
    labels.map { "\($0.0)=\"\(escape($0.1, quote: true))\"" }.joined(separator: ",")
  }

  private static func escape(_ text: String, quote: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += #"\\"#
      case "\n": escaped += #"\n"#
      case "\"" where quote: escaped += #"\""#
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
