import Foundation
import Testing

/// Aim: alerts and dashboard ask for series that there are, and every alert can be looked up.
@Suite struct MonitoringTests {
  private static let folder = "nginx/monitoring"
  private static let alerts = Checkout.text("\(folder)/alerts.yml")

  /// Names of metrics as the code declares them.
  private static let declared: Set<String> = {
    var names: Set = ["erp_up"]
    let literal = Pattern(#""(erp_[a-z_]+)""#)
    for file in Checkout.sources {
      for match in literal.matches(in: file.text) { names.insert(match[1]) }
    }
    return names
  }()

  @Test func everySeriesIsDeclared() {
    let name = Pattern(#"\b(erp_[a-z_]+)"#)
    var unknown: Set<String> = []
    var count = 0
    for file in ["alerts.yml", "grafana.json"] {
      for match in name.matches(in: Checkout.text("\(Self.folder)/\(file)")) {
        count += 1
        let suffixed = ["_bucket", "_sum", "_count"].first { match[1].hasSuffix($0) }
        let family = suffixed.map { String(match[1].dropLast($0.count)) } ?? match[1]
        if !Self.declared.contains(family) && !Self.isExposed(family) { unknown.insert(family) }
      }
    }
    #expect(count > 20)
    expectNone(unknown.sorted())
  }

  /// A family whose name stands inside of a longer text, such as a page of the exposition.
  private static func isExposed(_ family: String) -> Bool {
    Checkout.sources.contains { $0.text.contains("# TYPE \(family) ") }
  }

  @Test func everyAlertIsInTheRunbook() {
    let names = Pattern(#"- alert: (\w+)"#).matches(in: Self.alerts).map { $0[1] }
    let headings = Pattern(#"(?m)^## (\w+)$"#)
      .matches(in: Checkout.text("\(Self.folder)/RUNBOOK.md")).map { $0[1] }
    #expect(names.count > 5)
    #expect(names == headings)
  }

  @Test func theDashboardIsJSON() throws {
    let text = Checkout.text("\(Self.folder)/grafana.json")
    let dashboard = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let panels = try #require(dashboard?["panels"] as? [[String: Any]])
    #expect(panels.count == Set(panels.compactMap { $0["title"] as? String }).count)
  }
}
