import Foundation

/// Files that tests may read and that are no part of the project.
enum TestData {
  /// Below ERP_TEST_DATA, or in a folder beside the repository's; nil when it is absent.
  static func file(_ name: String) -> URL? {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let beside = root.appendingPathComponent("../shared/data").standardized
    let folder =
      ProcessInfo.processInfo.environment["ERP_TEST_DATA"].map { URL(fileURLWithPath: $0) }
      ?? beside
    let file = folder.appendingPathComponent(name)
    return FileManager.default.fileExists(atPath: file.path) ? file : nil
  }
}
