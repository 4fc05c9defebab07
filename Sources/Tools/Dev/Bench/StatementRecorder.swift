import Foundation
import StackKit

/// Learns which statements a request runs, from the server's general log of one such request.
struct StatementRecorder {
  let stack: Stack

  /// The statements of the transaction, BEGIN to COMMIT, in which `marker` appears.
  /// - Parameter part: the responder that runs them; it is started anew, because the server logs
  ///   the values of a prepared statement only if it was prepared while the log was on
  func record(part: String, marker: String, _ request: () throws -> Void) throws
    -> [RecordedStatement]
  {
    let file = stack.logs + "/statements.log"
    try Data().write(to: URL(fileURLWithPath: file))
    try stack.sql("SET GLOBAL log_output = 'FILE'; SET GLOBAL general_log_file = '\(file)';")
    try stack.sql("SET GLOBAL general_log = ON")
    defer { _ = try? stack.sql("SET GLOBAL general_log = OFF") }
    try stack.restart(part)
    try request()
    usleep(200_000)
    try stack.sql("SET GLOBAL general_log = OFF")
    let log = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
    for statements in Self.byConnection(log).values {
      if let found = Self.transaction(in: statements, marker: marker) {
        return found.map(RecordedStatement.init)
      }
    }
    throw StackFault("the general log shows no transaction with \(marker)")
  }

  /// Statements of each connection, in order. A line that begins with no connection number goes on
  /// with the statement before it.
  private static func byConnection(_ log: [UInt8]) -> [Int: [[UInt8]]] {
    var statements: [Int: [[UInt8]]] = [:]
    var current: Int?
    for line in log.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if let (connection, command, text) = parse(line) {
        current = nil
        guard command == "Query" || command == "Execute" else { continue }
        statements[connection, default: []].append(text)
        current = connection
      } else if let connection = current, var list = statements[connection],
        let last = list.popLast()
      {
        list.append(last + [0x0A] + line)
        statements[connection] = list
      }
    }
    return statements.mapValues { $0.map { Array($0.drop { $0 == 0x20 }) } }
  }

  /// `[time]<tab>   <connection> <command><tab><text>`
  private static func parse(_ line: ArraySlice<UInt8>) -> (Int, String, [UInt8])? {
    let parts = line.split(separator: 0x09, maxSplits: 3, omittingEmptySubsequences: true)
    for (index, part) in parts.prefix(2).enumerated() {
      let words = part.split(separator: 0x20)
      guard words.count == 2, let connection = Int(String(decoding: words[0], as: UTF8.self)),
        let command = String(validating: words[1], as: UTF8.self),
        ["Query", "Execute", "Prepare", "Connect", "Quit", "Close", "Reset", "Init"]
          .contains(where: command.hasPrefix)
      else { continue }
      let rest = parts.dropFirst(index + 1).joined(separator: [0x09])
      return (connection, command, Array(rest))
    }
    return nil
  }

  private static func transaction(in statements: [[UInt8]], marker: String) -> [[UInt8]]? {
    var current: [[UInt8]] = []
    for statement in statements {
      let text = String(decoding: statement, as: UTF8.self)
      if text == "START TRANSACTION" { current = [] }
      current.append(statement)
      if text == "COMMIT", current.contains(where: { contains($0, marker) }) { return current }
    }
    return nil
  }

  private static func contains(_ statement: [UInt8], _ marker: String) -> Bool {
    String(decoding: statement, as: UTF8.self).contains(marker)
  }
}
