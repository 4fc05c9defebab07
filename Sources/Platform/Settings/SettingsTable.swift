/// Every setting as `erp settings` shows it: what may stand there, what holds now, and since where.
package struct SettingsTable: Sendable {
  /// One setting.
  package struct Row: Sendable {
    package let name: String
    /// What holds; `***` for a secret that is given, nil where there is neither value nor default.
    package let value: String?
    /// `/etc/erp/conf.d/shop.conf:3`, `environment`, or `default`.
    package let source: String
    package let standard: String?
    /// `1 to 256`, or the words that may stand there; nil: any text.
    package let range: String?
    /// What it is for.
    package let purpose: String
    package let purposeInChinese: String
    /// The units that take a change up when they are restarted; empty: the next command does.
    package let units: [String]
  }

  package let rows: [Row]

  /// Reads environment and files, whatever is wrong with them.
  package static func effective() -> SettingsTable { SettingsTable(.process) }

  init(_ sources: ConfigurationSources) {
    let reader = ConfigurationReader(sources)
    rows = Setting.all.map { setting in
      let given = setting.names.lazy.compactMap { reader.given($0) }.first
      return Row(
        name: setting.isSecret ? "\(setting.name)[_FILE]" : setting.name,
        value: setting.isSecret ? given.map { _ in "***" } : given?.value ?? setting.standard,
        source: given?.place ?? "default", standard: setting.isSecret ? nil : setting.standard,
        range: setting.range, purpose: setting.purpose,
        purposeInChinese: setting.purposeInChinese, units: setting.units)
    }
  }
}
