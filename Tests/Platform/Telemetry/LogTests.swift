import Foundation
import Testing

@testable import Telemetry

@Suite(.serialized) struct LogTests {
  /// What is logged while `body` runs.
  private func lines(_ body: () -> Void) throws -> [[String: Any]] {
    let pipe = Pipe()
    Log.redirect(to: pipe.fileHandleForWriting.fileDescriptor)
    body()
    Log.redirect(to: 2)
    try pipe.fileHandleForWriting.close()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(text.hasSuffix("\n") || text.isEmpty)
    return try text.split(separator: "\n").map { line in
      #expect(line.utf8.count < LogLine.limit)
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      return try #require(object as? [String: Any])
    }
  }

  @Test func oneJSONObjectALine() throws {
    Log.bootstrap(program: "erp-test", level: "info")
    let nasty = "a\r\nb\"\\\u{0}\u{1B}[31m\u{85}\u{2028}订单😀"
    let logged = try lines {
      Log.info(nasty, requestID: "r-1\nx", [("status", 200), ("ok", true), ("path", "\(nasty)")])
      Log.debug("never")
      Log.error("second")
    }
    #expect(logged.count == 2)
    let first = try #require(logged.first)
    #expect(first["message"] as? String == nasty)
    #expect(first["path"] as? String == nasty)
    #expect(first["request_id"] as? String == "r-1\nx")
    #expect(first["status"] as? Int == 200)
    #expect(first["ok"] as? Bool == true)
    #expect(first["level"] as? String == "info")
    #expect(first["program"] as? String == "erp-test")
    let time = try #require(first["time"] as? String)
    #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/) != nil)
  }

  @Test func messagesBelowTheLevelAreNotBuilt() throws {
    Log.bootstrap(program: "erp-test", level: .warning)
    var built = 0
    func text() -> String {
      built += 1
      return "x"
    }
    let logged = try lines {
      Log.notice(text())
      Log.warning(text())
    }
    #expect(logged.count == 1)
    #expect(built == 1)
  }

  @Test func hugeFieldsAreCut() throws {
    Log.bootstrap(program: "erp-test", level: .info)
    let huge = String(repeating: "漢", count: 100_000)
    let logged = try lines {
      Log.info(huge, [("a", .string(huge)), ("b", .string(huge)), ("c", .string(huge)), ("d", 1)])
    }
    #expect(logged.first?["truncated"] as? Bool == true)
    #expect((logged.first?["message"] as? String)?.hasSuffix("…") == true)
    #expect(logged.first?["d"] as? Int == 1)
  }

  @Test func linesOfManyThreadsDoNotMix() throws {
    Log.bootstrap(program: "erp-test", level: .info)
    let file = FileManager.default.temporaryDirectory.appending(path: "log-\(getpid()).jsonl")
    let opened = open(file.path, O_WRONLY | O_APPEND | O_CREAT, 0o600)
    Log.redirect(to: opened)
    DispatchQueue.concurrentPerform(iterations: 2_000) { index in
      Log.info("line", [("n", LogValue(index)), ("pad", "\(String(repeating: "x", count: 900))")])
    }
    Log.redirect(to: 2)
    close(opened)
    let text = try String(contentsOf: file, encoding: .utf8)
    try FileManager.default.removeItem(at: file)
    let numbers = try text.split(separator: "\n").compactMap { line -> Int? in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      // Other suites of this process may log meanwhile.
      guard object?["message"] as? String == "line" else { return nil }
      return try #require(object?["n"] as? Int)
    }
    #expect(Set(numbers).count == 2_000)
  }
}
