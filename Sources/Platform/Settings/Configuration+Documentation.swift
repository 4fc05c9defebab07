extension Configuration {
  /// The table of all keys for `--help` and the README: name, default, purpose.
  package static var documentation: String {
    let names = Setting.all.map { setting in
      if case .secret = setting.kind { setting.name + "[_FILE]" } else { setting.name }
    }
    let width = names.map(\.count).max() ?? 0
    let lines = zip(names, Setting.all).map { name, setting in
      let padding = String(repeating: " ", count: width - name.count)
      let standard =
        setting.standard.flatMap { $0.isEmpty ? nil : $0 }.map { " (default \($0))" } ?? ""
      return "  \(name)\(padding)  \(setting.documentation)\(standard)"
    }
    return lines.joined(separator: "\n")
  }
}
