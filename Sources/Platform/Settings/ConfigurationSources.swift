internal import FoundationEssentials

/// Where values come from; tests give their own.
struct ConfigurationSources {
  static let standardFile = "/etc/erp/erp.conf"

  var environment: [String: String]
  /// What holds instead of a setting's own default.
  var standards: [String: String] = [:]
  /// The bytes of a file as text; nil when it cannot be read.
  var readFile: (String) -> String?
  /// Whether a file is there.
  var hasFile: (String) -> Bool
  /// Names of what is in a folder; none when it is not there.
  var namesIn: (String) -> [String]

  /// The process' own environment and files.
  static var process: ConfigurationSources {
    ConfigurationSources(
      environment: ProcessInfo.processInfo.environment,
      readFile: { path in
        FileManager.default.contents(atPath: path).flatMap { String(data: $0, encoding: .utf8) }
      },
      hasFile: { path in
        var isDirectory = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
          && !isDirectory
      },
      namesIn: { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] })
  }

  /// The file, and whether somebody asked for it by name.
  var file: (path: String, isNamed: Bool) {
    guard let named = environment["ERP_CONFIG"], !named.isEmpty else {
      return (Self.standardFile, false)
    }
    return (named, true)
  }

  /// The files that stand in `conf.d` beside the file, by their names: a later one wins.
  var additions: [String] {
    let folder = String(
      file.path.prefix(through: file.path.lastIndex(of: "/") ?? file.path.startIndex))
    let beside = file.path.contains("/") ? folder + "conf.d" : "conf.d"
    return namesIn(beside).filter { $0.hasSuffix(".conf") && !$0.hasPrefix(".") }.sorted()
      .map { "\(beside)/\($0)" }
  }
}
