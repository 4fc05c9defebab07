internal import FoundationEssentials
internal import Glibc

/// Where values come from; tests give their own.
struct ConfigurationSources {
  static let standardFile = "/etc/erp/erp.conf"

  var environment: [String: String]
  /// The bytes of a file as text; nil when it cannot be read.
  var readFile: (String) -> String?
  /// Whether a file is there.
  var hasFile: (String) -> Bool
  /// Receives what an operator should know but what stops nothing.
  var warn: (String) -> Void

  /// The process' own environment and files; warnings go to stderr.
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
      warn: { line in
        let bytes = Array((line + "\n").utf8)
        _ = unsafe bytes.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
      })
  }
}
