import Foundation
import Glibc

/// The built programs and the source tree that they came from.
package struct Installation: Sendable {
  /// The folder with erp-user, erp-item … and erp-dev.
  package let programs: String
  /// The folder with Package.swift, nginx/ and sql/.
  package let source: String

  /// Found from the file that this very code was loaded from: the same for erp-dev and for tests.
  package init() throws(StackFault) {
    guard let image = Self.imagePath() else { throw StackFault("cannot find my own program file") }
    var folder = URL(fileURLWithPath: image).resolvingSymlinksInPath().deletingLastPathComponent()
    programs = folder.path
    while folder.path != "/" {
      if access(folder.path + "/Package.swift", R_OK) == 0 {
        source = folder.path
        return
      }
      folder.deleteLastPathComponent()
    }
    throw StackFault("no Package.swift above \(image)")
  }

  package func program(_ name: String) -> String { "\(programs)/\(name)" }

  /// The file whose mapping holds this module's code (dladdr is not visible to Swift on Linux).
  private static func imagePath() -> String? {
    let address = UInt(bitPattern: #dsohandle)
    guard let maps = try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8) else {
      return nil
    }
    for line in maps.split(separator: "\n") {
      let columns = line.split(separator: " ", maxSplits: 5)
      let ends = columns[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      guard columns.count == 6, ends.count == 2, (ends[0]..<ends[1]).contains(address) else {
        continue
      }
      return columns[5].trimmingCharacters(in: .whitespaces)
    }
    return nil
  }
}
