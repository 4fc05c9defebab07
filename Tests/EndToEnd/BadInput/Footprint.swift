import Foundation
import StackKit
import Testing

/// What a stack holds, and who runs it.
struct Footprint: Equatable {
  /// Rows and checksum of each table.
  let tables: [String: String]
  /// The process of each part, with how often it was started again.
  let processes: [String: String]

  /// The audit log takes a row of many a refusal, and leases are renewed all the time.
  static let restless: Set = ["api_call", "lease", "login_failure"]

  /// Of events the rows are counted: their state moves on by itself.
  static let moving: Set = ["outbox", "inbox", "event_failure"]

  /// Waits until events have gone where they go, so that two footprints can be compared.
  static func settled(_ stack: Stack) throws -> Footprint {
    var last = try take(stack)
    for _ in 0..<100 {
      usleep(100_000)
      let waiting = try stack.sql("SELECT COUNT(*) FROM outbox WHERE state = 0").first?.first
      let next = try take(stack)
      if next == last, waiting == "0" { return next }
      last = next
    }
    Issue.record("the stack does not come to rest")
    return last
  }

  static func take(_ stack: Stack) throws -> Footprint {
    let names = try stack.sql("SHOW TABLES").compactMap(\.first)
      .filter { !restless.contains($0) }
    let counts = names.map { "SELECT '\($0)', COUNT(*) FROM \($0)" }
      .joined(separator: " UNION ALL ")
    var tables: [String: String] = [:]
    for row in try stack.sql(counts) { tables[row[0]] = row[1] }
    let quiet = names.filter { !moving.contains($0) }.joined(separator: ", ")
    for row in try stack.sql("CHECKSUM TABLE \(quiet)") {
      tables[String(row[0].split(separator: ".").last ?? ""), default: ""] += " \(row[1])"
    }
    var processes: [String: String] = [:]
    for part in try stack.status() { processes[part.name] = "\(part.pid) \(part.restarts)" }
    return Footprint(tables: tables, processes: processes)
  }

  /// The differences, a line each.
  func differences(from other: Footprint) -> [String] {
    func compare(_ new: [String: String], _ old: [String: String]) -> [String] {
      Set(new.keys).union(old.keys).sorted().filter { new[$0] != old[$0] }
        .map { "\($0): \(old[$0] ?? "none") → \(new[$0] ?? "none")" }
    }
    return compare(tables, other.tables) + compare(processes, other.processes)
  }
}

/// Runs `body`, and fails if it left anything behind in a table, or if a program has ended.
func expectNoTrace(
  _ world: BadInputWorld, sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () throws -> Void
) throws {
  let before = try Footprint.settled(world.stack)
  try body()
  let after = try Footprint.take(world.stack)
  let differences = after.differences(from: before)
  if !differences.isEmpty {
    Issue.record("left behind: \(differences)", sourceLocation: sourceLocation)
  }
  try expectAlive(world, sourceLocation: sourceLocation)
}

/// Fails if a program has ended since `before`, or does not answer.
func expectSameProcesses(
  _ world: BadInputWorld, since before: Footprint,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let after = try Footprint.take(world.stack)
  #expect(after.processes == before.processes, sourceLocation: sourceLocation)
  #expect(Set(after.tables.keys) == Set(before.tables.keys), sourceLocation: sourceLocation)
  try expectAlive(world, sourceLocation: sourceLocation)
}

private func expectAlive(_ world: BadInputWorld, sourceLocation: SourceLocation) throws {
  let health = try APIClient(world.stack).get("/health")
  #expect(health.status == 200, "\(health.http.text)", sourceLocation: sourceLocation)
}
