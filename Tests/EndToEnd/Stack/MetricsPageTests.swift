import Foundation
import Processes
import StackKit
import Testing

/// Aim: one page that Prometheus can read, with every program of the stack in it.
@Suite struct MetricsPageTests {
  private func lines() throws -> [String] {
    let answer = try SharedStack.admin().get("/ops/metrics")
    #expect(answer.status == 200)
    #expect(answer.http.header("Content-Type")?.hasPrefix("text/plain; version=0.0.4") == true)
    return answer.http.text.split(separator: "\n").map(String.init)
  }

  private func value(of series: String, in lines: [String]) -> Double? {
    lines.first { $0.hasPrefix(series) }?.split(separator: " ").last.flatMap { Double($0) }
  }

  /// The text format allows one HELP and one TYPE for a family, before all of its samples, which
  /// stand together.
  @Test func eachFamilyIsInOnePiece() throws {
    var seen: Set<String> = []
    var family = ""
    var comments: [String: Int] = [:]
    for line in try lines() {
      let words = line.split(separator: " ")
      let isComment = line.hasPrefix("#")
      let name = isComment ? String(words[2]) : String(line.prefix { $0 != "{" && $0 != " " })
      if isComment { comments["\(words[1]) \(name)", default: 0] += 1 }
      if !isComment { #expect(Double(words[words.count - 1]) != nil, "\(line)") }
      if !isComment && !family.isEmpty && name.hasPrefix(family) { continue }
      if name != family {
        #expect(seen.insert(name).inserted, "\(name) comes again: \(line)")
        family = name
      }
    }
    #expect(comments.count > 20)
    #expect(comments.values.allSatisfy { $0 == 1 })
  }

  @Test func everyProgramIsUp() throws {
    let lines = try lines()
    let programs = try SharedStack.get().status().map(\.name)
      .filter { !["mariadb", "redis", "nginx", "ops"].contains($0) }
    #expect(programs.count > 10)
    for program in programs {
      let isUp = value(of: "erp_up{program=\"erp-\(program)\"}", in: lines)
      #expect(isUp == 1, "\(program)")
    }
    #expect(value(of: "erp_database_up", in: lines) == 1)
  }

  /// As `df` tells it of the data folder, which lies on this machine. Others write meanwhile.
  @Test func theDatabasesVolumeIsMeasured() throws {
    let lines = try lines()
    let size = try #require(value(of: "erp_database_volume_bytes", in: lines))
    let free = try #require(value(of: "erp_database_volume_free_bytes", in: lines))
    let told = try Command.require(
      ["df", "-B1", "--output=size,avail", SharedStack.get().layout.mariadb])
    let words = told.split(whereSeparator: \.isWhitespace).suffix(2).compactMap { Double($0) }
    #expect(size == words[0])
    #expect(abs(free - words[1]) < 2e9, "\(free) of \(words)")
  }
}
