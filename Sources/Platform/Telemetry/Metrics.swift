internal import Synchronization

/// The numbers of one program, rendered as Prometheus' text exposition.
///
/// Names and labels are fixed when a metric is made: asking again for the same name and labels
/// gives the same object, so a route's counter can be made once and kept.
package final class Metrics: Sendable {
  /// The registry of this program.
  package static let registry = Metrics()

  private let families = Mutex<[String: MetricFamily]>([:])

  /// A registry of one's own, for tests.
  package init() {}

  /// A count, by convention named `…_total`.
  package func counter(
    _ name: String, help: String, labels: [(String, String)] = []
  ) -> Counter {
    let made = entry(name, help, labels) { .counter(Counter()) }
    if case .counter(let counter) = made { return counter }
    return Counter()
  }

  /// A number that goes up and down.
  package func gauge(_ name: String, help: String, labels: [(String, String)] = []) -> Gauge {
    let made = entry(name, help, labels) { .gauge(Gauge()) }
    if case .gauge(let gauge) = made { return gauge }
    return Gauge()
  }

  /// A number that is asked for when the metrics are rendered; `read` may be called on any thread.
  package func gauge(
    _ name: String, help: String, labels: [(String, String)] = [],
    read: @escaping @Sendable () -> Int
  ) {
    _ = entry(name, help, labels) { .reading(read) }
  }

  /// Latencies, by convention named `…_seconds`.
  package func histogram(
    _ name: String, help: String, labels: [(String, String)] = []
  ) -> Histogram {
    let made = entry(name, help, labels) { .histogram(Histogram()) }
    if case .histogram(let histogram) = made { return histogram }
    return Histogram()
  }

  /// All metrics in Prometheus' text format 0.0.4, sorted by name.
  package func exposition() -> String {
    let all = families.withLock { $0.values.sorted { $0.name < $1.name } }
    return all.map { $0.exposition() }.joined()
  }

  /// The metric of that name and those labels, made if it is new.
  ///
  /// A name that is taken by another kind is a programmer's mistake; the caller then gets an
  /// object that counts but is not shown.
  private func entry(
    _ name: String, _ help: String, _ labels: [(String, String)], make: () -> MetricFamily.Metric
  ) -> MetricFamily.Metric {
    let rendered = MetricFamily.render(labels)
    return families.withLock { all in
      var family = all[name] ?? MetricFamily(name: name, help: help)
      if let known = family.metrics[rendered] { return known }
      let metric = make()
      guard family.takes(metric) else { return metric }
      family.metrics[rendered] = metric
      all[name] = family
      return metric
    }
  }
}

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
