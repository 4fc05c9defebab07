import Foundation

/// The tests of the source tree, as catalogues name them: `Suite.function`.
package struct TestNames {
  private let names: Set<String>

  /// Reads every test below `source`, the folder of Package.swift.
  package init(source: String) throws {
    var names: Set<String> = []
    let folder = source + "/Tests"
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder)
    where path.hasSuffix(".swift") {
      names.formUnion(
        Self.names(in: try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)))
    }
    self.names = names
  }

  /// Whether there is such a test.
  package func contains(_ name: String) -> Bool { names.contains(name) }

  /// Every test function, with the type that stands around it.
  package static func names(in text: String) -> Set<String> {
    var suite = ""
    var isTest = false
    var names: Set<String> = []
    for line in text.split(separator: "\n") {
      if let found = line.firstMatch(of: /(?:struct|enum|extension|class) ([A-Za-z0-9.]+Tests)\b/) {
        suite = found.1.split(separator: ".").last.map(String.init) ?? ""
      }
      if line.contains("@Test") { isTest = true }
      guard isTest, let found = line.firstMatch(of: /func ([A-Za-z0-9]+)/) else { continue }
      names.insert("\(suite).\(found.1)")
      isTest = false
    }
    return names
  }
}
