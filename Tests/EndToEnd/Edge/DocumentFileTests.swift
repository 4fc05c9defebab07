import Foundation
import StackKit
import Testing

/// Aim: the API's description and its page are small on the way, and are sent once.
@Suite struct DocumentFileTests {
  static let files = ["/openapi.json", "/docs", "/docs/page.js", "/docs/page.css"]

  @Test(arguments: files)
  func compressedAndKept(_ path: String) throws {
    let client = HTTPClient(port: try SharedStack.get().port)
    let plain = try client.get(path)
    #expect(plain.status == 200 && plain.header("Content-Encoding") == nil)
    #expect(plain.header("Cache-Control") == "no-cache")
    #expect(plain.header("Vary")?.contains("Accept-Encoding") == true)
    let packed = try client.get(path, headers: [("Accept-Encoding", "gzip")])
    #expect(packed.status == 200 && packed.header("Content-Encoding") == "gzip")
    #expect(packed.body.starts(with: [0x1F, 0x8B]) && packed.body.count < plain.body.count)
    for answer in [plain, packed] {
      let tag = try #require(answer.header("ETag"))
      for coding in ["identity", "gzip"] {
        let again = try client.get(
          path, headers: [("If-None-Match", tag), ("Accept-Encoding", coding)])
        #expect(again.status == 304 && again.body.isEmpty)
        #expect(again.header("Cache-Control") == "no-cache")
      }
    }
    let other = try client.get(path, headers: [("If-None-Match", "\"other\"")])
    #expect(other.status == 200)
  }

  @Test func theDescriptionIsATenth() throws {
    let client = HTTPClient(port: try SharedStack.get().port)
    let plain = try client.get("/openapi.json")
    let packed = try client.get("/openapi.json", headers: [("Accept-Encoding", "gzip")])
    #expect(packed.body.count * 10 < plain.body.count)
  }

  @Test func whatIsRefusedIsNotKept() throws {
    let client = HTTPClient(port: try SharedStack.get().port)
    for path in Self.files {
      let answer = try client.send("DELETE", path)
      #expect(answer.status == 405 && answer.header("Cache-Control") == "no-store")
    }
  }
}
