import EventStream
import FastCGIServer
import Settings
import Telemetry

/// `GET /ops/metrics`: every program's metrics in one Prometheus page, each line with the label
/// `program`.
struct MetricsPage: Sendable {
  private let configuration: Configuration
  private let volume: VolumeGuard

  init(_ environment: CentreEnvironment) {
    configuration = environment.configuration
    volume = environment.volume
  }

  func run(_ call: Call) -> GatewayResponse {
    var merged = MergedExposition()
    merged.add(Metrics.registry.exposition(), program: "erp-ops")
    merged.add(EventMetrics.page(on: call.database), program: "erp-ops")
    merged.add(VolumeMetrics.page(volume, on: call.database), program: "erp-ops")
    merged.add(DatabaseMetrics.page(on: call.database), program: "erp-ops")
    merged.add(RedisMetrics.page(on: call.redis), program: "erp-ops")
    merged.add(StampMetrics.page(), program: "erp-ops")
    for (name, client) in Programs.others(configuration) {
      let answer = try? client.get("/-/metrics")
      let isUp = answer?.status == 200
      merged.add("erp_up \(isUp ? 1 : 0)\n", program: name)
      if let answer, isUp {
        merged.add(String(decoding: answer.body, as: UTF8.self), program: name)
      }
    }
    return GatewayResponse(
      status: 200, headers: [("Content-Type", "text/plain; version=0.0.4; charset=utf-8")],
      body: Array(merged.text.utf8))
  }
}

/// Joins Prometheus pages: a metric's HELP and TYPE once, its samples of all programs together, as
/// the format demands.
struct MergedExposition {
  private var order: [String] = []
  private var comments: [String: [Substring]] = [:]
  private var samples: [String: [String]] = [:]

  mutating func add(_ page: String, program: String) {
    var family = ""
    for line in page.split(separator: "\n") {
      if line.hasPrefix("#") {
        family = String(line.split(separator: " ").dropFirst(2).first ?? "")
        note(family)
        if comments[family, default: []].count < 2 { comments[family]?.append(line) }
      } else {
        let name = String(line.prefix { $0 != "{" && $0 != " " })
        // Samples of a histogram have suffixes; they belong to the family just announced.
        if family.isEmpty || !name.hasPrefix(family) { family = name }
        note(family)
        samples[family]?.append(Self.labelled(line, program))
      }
    }
  }

  private mutating func note(_ family: String) {
    guard samples[family] == nil else { return }
    order.append(family)
    samples[family] = []
    comments[family] = []
  }

  private static func labelled(_ line: Substring, _ program: String) -> String {
    let label = "program=\"\(program)\""
    if let brace = line.firstIndex(of: "{") {
      return "\(line[...brace])\(label),\(line[line.index(after: brace)...])"
    }
    guard let space = line.firstIndex(of: " ") else { return String(line) }
    return "\(line[..<space]){\(label)}\(line[space...])"
  }

  var text: String {
    order.map { family in
      ((comments[family] ?? []).map(String.init) + (samples[family] ?? []))
        .joined(separator: "\n") + "\n"
    }.joined()
  }
}

/// The event bus as Prometheus sees it: what no program can count by itself, asked of MariaDB at
/// each scrape.
enum EventMetrics {
  private static let series:
    [(name: String, help: String, value: @Sendable (ConsumerLag) -> Int64)] = [
      (
        "erp_events_waiting", "Events that a consumer has neither done nor failed.",
        { Int64($0.waiting) }
      ),
      ("erp_events_retrying", "Events that failed and are tried again.", { Int64($0.retrying) }),
      ("erp_dead_letters", "Events that were given up and wait for replay.", { Int64($0.dead) }),
      (
        "erp_events_oldest_seconds", "Age of the oldest event that waits or is tried again.",
        { $0.oldestSeconds }
      ),
    ]

  private static let pingSQL = SQL("event_metrics.ping", "SELECT 1")

  /// The page's part. 6 round trips; without MariaDB only the line that says so. Counting that
  /// takes too long says nothing about whether MariaDB is up.
  static func page(on database: DatabaseConnection) -> String {
    let answer = try? database.first(pingSQL, []) { row throws(DatabaseError) in try row.int() }
    guard answer != nil else { return state(isUp: false) }
    guard let lags = try? EventAdmin.lag(on: database) else { return state(isUp: true) }
    return state(isUp: true)
      + series.map { series in
        let samples = lags.map { lag in
          "\(series.name){consumer=\"\(lag.consumer)\"} \(series.value(lag))\n"
        }
        return "# HELP \(series.name) \(series.help)\n# TYPE \(series.name) gauge\n"
          + samples.joined()
      }.joined()
  }

  private static func state(isUp: Bool) -> String {
    """
    # HELP erp_database_up Whether MariaDB answered the scrape.
    # TYPE erp_database_up gauge
    erp_database_up \(isUp ? 1 : 0)

    """
  }
}

/// How full the volume is that MariaDB's data lies on, for whoever is to act before it is full.
/// Only where MariaDB is on this machine: another machine's volumes are watched there.
enum VolumeMetrics {
  /// The page's part, or nothing where the volume cannot be seen.
  static func page(_ guarded: VolumeGuard, on database: DatabaseConnection) -> String {
    let room = guarded.room(on: database)
    guard let volume = guarded.volume else { return "" }
    return """
      # HELP erp_database_volume_bytes Size of the volume with MariaDB's data.
      # TYPE erp_database_volume_bytes gauge
      erp_database_volume_bytes \(volume.size)
      # HELP erp_database_volume_free_bytes What MariaDB may still take of its volume.
      # TYPE erp_database_volume_free_bytes gauge
      erp_database_volume_free_bytes \(volume.free)
      # HELP erp_database_volume_room 0: enough; 1: little, /health says degraded; 2: none, new \
      work is refused.
      # TYPE erp_database_volume_room gauge
      erp_database_volume_room \(room.rawValue)

      """
  }
}
