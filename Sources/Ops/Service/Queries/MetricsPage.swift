import FastCGIServer
import Settings
import Telemetry
import WebAPI

/// `GET /ops/metrics`: every program's metrics in one Prometheus page, each line with the label
/// `program`.
struct MetricsPage: Sendable {
  private let programs: [(name: String, client: GatewayClient)]
  private let volume: VolumeGuard

  init(_ environment: CentreEnvironment) {
    programs = Programs.others(environment.configuration)
    volume = environment.volume
  }

  func run(_ call: Call) -> GatewayResponse {
    var merged = MergedExposition()
    merged.add(Metrics.registry.exposition(), program: "erp-ops")
    merged.add(EventMetrics.page(on: call.database), program: "erp-ops")
    merged.add(VolumeMetrics.page(volume, on: call.database), program: "erp-ops")
    for (name, client) in programs {
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
