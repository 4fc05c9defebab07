import Foundation
import StackKit
import TestKit
import Testing

/// A headless Chromium that a test looks at a page with, driven by the W3C WebDriver protocol.
final class Browser {
  private let driver: ServerProcess
  private let client: HTTPClient
  private let folder: String
  private let session: String

  /// Starts one with a window of this width and the languages that it prefers.
  init(width: Int = 1280, languages: String = "en-GB") throws {
    folder = try ServerProcess.folder("browser")
    let port = ServerProcess.freePort()
    driver = try ServerProcess(
      ["chromedriver", "--port=\(port)"], output: folder + "/driver.log")
    client = HTTPClient(port: port, timeout: 60)
    for _ in 0..<1_500 where (try? client.get("/status").status) != 200 { usleep(20_000) }
    let arguments = [
      "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
      "--no-first-run", "--disable-background-networking", "--user-data-dir=\(folder)/profile",
      "--window-size=\(width),900",
    ]
    let options: [String: Any] = [
      "args": arguments, "prefs": ["intl.accept_languages": languages],
    ]
    let wanted: [String: Any] = [
      "goog:chromeOptions": options, "goog:loggingPrefs": ["browser": "ALL"],
    ]
    let answer = try Self.post(
      client, "/session", ["capabilities": ["alwaysMatch": wanted]])
    session = "/session/" + (try #require((answer as? [String: Any])?["sessionId"] as? String))
  }

  /// Ends it with all its processes.
  func close() {
    _ = try? client.send("DELETE", session)
    driver.killHard()
    ServerProcess.remove(folder)
  }

  func open(_ address: String) throws {
    _ = try Self.post(client, session + "/url", ["url": address])
  }

  /// What the page's script `body` returns.
  @discardableResult
  func run(_ body: String, _ arguments: Any...) throws -> Any? {
    let answer = try Self.post(
      client, session + "/execute/sync", ["script": body, "args": arguments])
    return answer is NSNull ? nil : answer
  }

  /// Waits until the page's script `body` returns true.
  func wait(for body: String, _ place: SourceLocation = #_sourceLocation) throws {
    for _ in 0..<1_500 {
      if try run(body) as? Bool == true { return }
      usleep(20_000)
    }
    Issue.record("never came: \(body)", sourceLocation: place)
  }

  /// What the console said that is worse than a warning, since it was last asked.
  func faults() throws -> [String] {
    let entries = try Self.post(client, session + "/se/log", ["type": "browser"])
    return (entries as? [[String: Any]] ?? []).filter { $0["level"] as? String == "SEVERE" }
      .map { "\($0["message"] ?? "")" }
  }

  private static func post(_ client: HTTPClient, _ path: String, _ body: Any) throws -> Any? {
    let bytes = try [UInt8](JSONSerialization.data(withJSONObject: body))
    let answer = try client.send(
      "POST", path, headers: [("Content-Type", "application/json")], body: bytes)
    let value = (answer.json as? [String: Any])?["value"]
    try #require(answer.status == 200, "\(path): \(answer.text.prefix(400))")
    return value
  }
}
