import Foundation
import Testing

/// Aim: what a centre declares to be checked or to run is checked and run; a list that forgets one
/// says nothing by itself.
@Suite struct NothingForgottenTests {
  private static let root: URL = {
    var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<3 { folder.deleteLastPathComponent() }
    return folder
  }()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The text of each Swift file of a centre's service.
  private static func services() throws -> [String] {
    let paths = try FileManager.default.subpathsOfDirectory(
      atPath: root.appending(path: "Sources").path)
    let found = paths.filter {
      $0.hasSuffix(".swift") && $0.contains("/Service/") && !$0.hasPrefix("Ops/")
        && !$0.hasPrefix("Platform/")
    }
    return try found.sorted().map { try text("Sources/\($0)") }
  }

  @Test func everyAuditIsInTheSuite() throws {
    let suite = try Self.text("Sources/Ops/Service/Audit/AuditSuite.swift")
    let audits = try Self.services().flatMap { text in
      text.matches(of: /package enum (\w+Audit)\b/).map { String($0.1) }
    }
    #expect(audits.count >= 11, "\(audits)")
    for audit in audits { #expect(suite.contains("\(audit).checks"), "\(audit)") }
  }

  @Test func everyCheckAcrossCentresIsInTheSuite() throws {
    let folder = Self.root.appending(path: "Sources/Ops/Service/Audit")
    let suite = try Self.text("Sources/Ops/Service/Audit/AuditSuite.swift")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let text = try Self.text("Sources/Ops/Service/Audit/\(name)")
      for list in text.matches(of: /\n  static let (\w+): \[AuditCheck\]/) {
        #expect(suite.contains("CrossCentreAudit.\(list.1)"), "\(list.1)")
      }
    }
  }

  /// Groups, handlers for another centre's group, and jobs. A list named `all` is started whole, so
  /// what stands in it is started too.
  @Test func everyConsumerAndJobIsStarted() throws {
    let services = try Self.services()
    var started = try Self.text("Sources/Programs/Worker/main.swift")
    for text in services {
      for list in text.matches(of: /package static let all = \[[^\]]*\]/) {
        started += String(list.0)
      }
    }
    var count = 0
    for text in services {
      guard let owner = text.firstMatch(of: /package enum (\w+)/).map({ String($0.1) }) else {
        continue
      }
      let declared = text.matches(
        of: /package static (?:let|func) (\w+).*(?:ConsumerGroup|PeriodicJob|\[EventHandler\])/)
      for one in declared {
        count += 1
        #expect(started.contains("\(owner).\(one.1)"), "\(owner).\(one.1)")
      }
      if text.contains("package static let all = [") {
        #expect(started.contains("\(owner).all"), "\(owner)")
        for one in text.matches(of: /private static let (\w+) = PeriodicJob/) {
          count += 1
          #expect(started.contains(try Regex("\\b\(one.1)[,\\]]")), "\(owner).\(one.1)")
        }
      }
    }
    #expect(count >= 10, "\(count) found")
  }
}
