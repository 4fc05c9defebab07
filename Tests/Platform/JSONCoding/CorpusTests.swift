import Foundation
import Testing

@testable import JSONCoding

/// Nicolas Seriot's parsing corpus: `y_` must be accepted, `n_` refused, `i_` either.
@Suite struct CorpusTests {
  /// Valid by RFC 8259, refused here on purpose.
  static let refusedOnPurpose: [String: JSONFault.Kind] = [
    "y_object_duplicated_key.json": .duplicateKey,
    "y_object_duplicated_key_and_value.json": .duplicateKey,
    "y_object_escaped_null_in_key.json": .nulCharacter,
    "y_string_null_escape.json": .nulCharacter,
  ]

  static let folder: URL = {
    let name = "json-test-suite/test_parsing"
    if let data = ProcessInfo.processInfo.environment["ERP_TEST_DATA"] {
      return URL(fileURLWithPath: data).appendingPathComponent(name)
    }
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return root.appendingPathComponent("../shared/data/" + name).standardized
  }()

  static let files: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".json") }.sorted()

  @Test(
    .enabled(
      if: !files.isEmpty,
      "the corpus is absent: set ERP_TEST_DATA to the folder that holds json-test-suite"))
  func everyFileOfTheCorpus() throws {
    var accepted = 0
    for file in Self.files {
      let bytes = [UInt8](try Data(contentsOf: Self.folder.appendingPathComponent(file)))
      let fault = Self.fault(of: bytes)
      if fault == nil { accepted += 1 }
      switch file.prefix(2) {
      case "y_": #expect(fault?.kind == Self.refusedOnPurpose[file], "\(file)")
      case "n_": #expect(fault != nil, "\(file)")
      default: break
      }
      if let fault { #expect((0...bytes.count).contains(fault.offset), "\(file)") }
    }
    #expect(Self.files.count > 300)
    #expect(accepted > 90)
  }

  static func fault(of bytes: [UInt8]) -> JSONFault? {
    do {
      _ = try JSONDocument(parsing: bytes)
      return nil
    } catch {
      return error
    }
  }
}
