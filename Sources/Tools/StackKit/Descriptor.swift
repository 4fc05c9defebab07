import Foundation
import Processes

extension Descriptor {
  /// Closes what a starter left open: a daemon must not hold somebody's pipe, lock or connection.
  package static func closeInherited() {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    for descriptor in entries.compactMap({ Int32($0) }) where descriptor > 2 { close(descriptor) }
  }
}
