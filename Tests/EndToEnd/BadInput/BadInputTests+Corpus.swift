import Foundation
import StackKit
import Testing

extension BadInputTests {
  /// Nicolas Seriot's corpus of JSON, each file sent to a writing call.
  @Suite struct CorpusTests {
    /// The folder with `json-test-suite`: what ERP_TEST_DATA names, else `../shared/data` beside
    /// the repository.
    static let folder: URL = {
      if let data = ProcessInfo.processInfo.environment["ERP_TEST_DATA"] {
        return URL(fileURLWithPath: data).appendingPathComponent("json-test-suite/test_parsing")
      }
      var root = URL(fileURLWithPath: #filePath)
      for _ in 0..<4 { root.deleteLastPathComponent() }
      return root.appendingPathComponent("../shared/data/json-test-suite/test_parsing").standardized
    }()

    static let files: [String] =
      ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
      .filter { $0.hasSuffix(".json") }.sorted()

    @Test(
      .enabled(
        if: !files.isEmpty,
        "the corpus is absent: set ERP_TEST_DATA to the folder that holds json-test-suite"),
      arguments: WritingCall.oneOfEach)
    func everyFile(_ call: WritingCall) throws {
      let world = try BadInputWorld.get()
      let client = world.client()
      try expectNoTrace(world) {
        for file in Self.files {
          let body = [UInt8](try Data(contentsOf: Self.folder.appendingPathComponent(file)))
          let answer = try call.send(body, world, by: client)
          if file.hasPrefix("n_") {
            expectRefusal(answer, 400, "request.malformed", file)
          } else {
            // Good JSON, but none of them is a request of ours.
            expectRefused(answer, file)
          }
        }
      }
      #expect(Self.files.count > 300)
    }
  }
}
