internal import FoundationEssentials

/// Where an installation's own files are, told from where its programs are: `/usr/share/erp` for
/// `/usr/lib/erp/erp-order`. Beside a build's programs there are none.
package enum InstalledFiles {
  package static let share: String = {
    let program =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let prefix = program.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()
    return "\(prefix.isEmpty ? "/usr" : prefix)/share/erp"
  }()

  package static var migrations: String { "\(share)/sql/migrations" }
}
