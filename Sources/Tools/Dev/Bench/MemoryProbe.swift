import Foundation
import StackKit

/// Proportional set size: each program's own memory and its share of what several map, which is
/// the honest sum over many processes.
struct MemoryProbe {
  let stack: Stack

  /// Kibibytes by part of the stack, for the parts that are ours.
  func kibibytes() throws -> [(name: String, value: Int)] {
    let others: Set = ["mariadb", "redis", "nginx"]
    return try stack.status().filter { !others.contains($0.name) && $0.pid > 0 }.map { part in
      let text = try String(contentsOfFile: "/proc/\(part.pid)/smaps_rollup", encoding: .utf8)
      let line = text.split(separator: "\n").first { $0.hasPrefix("Pss:") }
      let value = line?.split(separator: " ").compactMap { Int($0) }.first ?? 0
      return (part.name, value)
    }
  }

  func mebibytes() throws -> Double {
    Double(try kibibytes().map(\.value).reduce(0, +)) / 1024
  }
}
