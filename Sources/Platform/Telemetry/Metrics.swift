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
