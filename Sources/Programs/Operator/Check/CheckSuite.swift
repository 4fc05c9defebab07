import MariaDBClient
import Settings
import WebAPI

/// All checks, in the order in which one explains the next.
enum CheckSuite {
  static func run() -> [Finding] {
    var findings = SettingsCheck.findings()
    if let configuration = SettingsCheck.configuration() {
      findings += StoreChecks.findings(configuration)
    }
    if Installation.isHere { findings += MachineChecks.findings() + EntranceChecks.findings() }
    return findings
  }
}

/// The settings, read as every program reads them.
enum SettingsCheck {
  /// What holds; nil where the settings are wrong.
  static func configuration() -> Configuration? {
    try? Configuration.load(program: "erp", unlessGiven: Installation.standardFiles)
  }

  static func findings() -> [Finding] {
    do throws(ConfigurationFault) {
      _ = try Configuration.load(program: "erp", unlessGiven: Installation.standardFiles)
    } catch {
      return error.items.map {
        Finding(
          "settings", .critical, $0.text(), $0.text(inChinese: true),
          remedy: $0.place == "environment" ? nil : "edit \(Self.file(of: $0.place)), erp restart")
      }
    }
    let given = SettingsTable.effective().rows.count { $0.source != "default" }
    return [Finding("settings", .ok, "\(given) given", "已设置 \(given) 项")]
  }

  /// Of `/etc/erp/conf.d/shop.conf:3` without the line.
  private static func file(of place: String) -> Substring { place.prefix { $0 != ":" } }

  /// - Throws: `ExitCode` 78 after saying what is wrong
  static func require() throws {
    let findings = findings()
    guard findings.worst > .ok else { return }
    for finding in findings { Terminal.complain(finding.lines) }
    throw Terminal.failure(
      "the settings are wrong; nothing was stopped", "设置有误；没有停止任何程序",
      status: ExitStatus.settings)
  }
}
