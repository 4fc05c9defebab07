import Processes

/// The package's version.
enum ProgramVersion {
  /// That of the programs; `unknown` where they come from no package.
  static var installed: String { field("Version") ?? "unknown" }

  /// That of the data: during an upgrade dpkg still knows which version was set up last.
  static var ofData: String { field("Config-Version") ?? installed }

  private static func field(_ name: String) -> String? {
    guard Installation.isServer else { return nil }
    let result = try? Command.run(["dpkg-query", "-W", "-f", "${\(name)}", "erp"], seconds: 30)
    // A colon stands before an epoch; file names go without it.
    let text = result?.status == 0 ? result?.output.replacing(":", with: "_") : nil
    return text.flatMap { $0.isEmpty ? nil : $0 }
  }
}
