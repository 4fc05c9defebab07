import Kernel
import Processes

/// The package's version.
enum ProgramVersion {
  /// That of the package, or of the programs where they come from none.
  static var installed: String { field("Version") ?? ProductVersion.text }

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
