import Foundation
import Processes
import StackKit

/// The files of the repository, as they lie in the tree that these tests were built from.
enum Checkout {
  static let root: String = {
    var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    return folder.path
  }()

  /// Every file that belongs to the repository, or would with the next `git add`, by its path from
  /// the root. Without git (an unpacked archive): every file outside of the build's folders.
  static let paths: [String] = (listedByGit() ?? walked())
    .filter { FileManager.default.fileExists(atPath: "\(root)/\($0)") }.sorted()

  static let swiftFiles: [SwiftFile] = paths.filter { $0.hasSuffix(".swift") }.map {
    SwiftFile(path: $0, text: text($0))
  }

  /// The product's own Swift files.
  static let sources = swiftFiles.filter { $0.path.hasPrefix("Sources/") }

  static func text(_ path: String) -> String {
    (try? String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)) ?? ""
  }

  static func paths(in folder: String, ending: String) -> [String] {
    paths.filter { $0.hasPrefix(folder + "/") && $0.hasSuffix(ending) }
  }

  private static func listedByGit() -> [String]? {
    let listing = try? Command.require([
      "git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard",
    ])
    guard let listing, !listing.isEmpty else { return nil }
    return listing.split(separator: "\0").map(String.init)
  }

  private static func walked() -> [String] {
    let all = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
    return all.filter { path in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(root)/\(path)", isDirectory: &isFolder)
      let first = path.split(separator: "/").first ?? ""
      return !isFolder.boolValue && ![".build", ".run", ".git"].contains(first)
    }
  }
}
