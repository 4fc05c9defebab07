internal import FoundationEssentials
internal import Glibc

/// Looks values up, remembers every fault instead of stopping at the first.
struct ConfigurationReader {
  private let sources: ConfigurationSources
  private var file: [String: String] = [:]
  private(set) var faults: [ConfigurationFault.Item] = []

  init(_ sources: ConfigurationSources) {
    self.sources = sources
    let named = sources.environment["ERP_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
    let path = named ?? ConfigurationSources.standardFile
    guard let text = sources.readFile(path) else {
      // The usual place may be empty; a file that was asked for must be there.
      if named != nil { note("ERP_CONFIG", "the file \(path) cannot be read") }
      return
    }
    readLines(of: text, path: path)
  }

  private mutating func readLines(of text: String, path: String) {
    let known = Set(Setting.all.flatMap(\.names))
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let trimmed = line.trimmed
      if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
      guard let sign = trimmed.firstIndex(of: "=") else {
        note("\(path):\(index + 1)", "not of the form KEY=VALUE")
        continue
      }
      let key = String(trimmed[..<sign].trimmed)
      if file.updateValue(
        Self.unquoted(trimmed[trimmed.index(after: sign)...].trimmed), forKey: key)
        != nil
      {
        note(key, "given twice in \(path)")
      }
      if key.hasPrefix("ERP_"), !known.contains(key) {
        sources.warn("\(path):\(index + 1): unknown key \(key)")
      }
    }
  }

  private static func unquoted(_ text: Substring) -> String {
    if text.count >= 2, text.first == "\"", text.last == "\"" {
      return String(text.dropFirst().dropLast())
    }
    return String(text)
  }

  mutating func note(_ key: String, _ reason: String) {
    faults.append(ConfigurationFault.Item(key: key, reason: reason))
  }

  /// The raw value of a name: environment, then file. Empty counts as absent.
  private func given(_ name: String) -> String? {
    for value in [sources.environment[name], file[name]] {
      if let value, !value.isEmpty { return value }
    }
    return nil
  }

  mutating func optionalText(_ setting: Setting) -> String? {
    guard let value = given(setting.name) ?? setting.standard else { return nil }
    if case .choice(let choices) = setting.kind, !choices.contains(value) {
      note(setting.name, "must be one of \(choices.joined(separator: ", "))")
      return setting.standard
    }
    if value.utf8.contains(0) {
      note(setting.name, "must not contain NUL")
      return setting.standard
    }
    return value
  }

  mutating func text(_ setting: Setting) -> String {
    optionalText(setting) ?? ""
  }

  /// Hosts with ports; empty when nothing is given.
  mutating func addresses(_ setting: Setting) -> [NetworkAddress] {
    guard let text = optionalText(setting) else { return [] }
    guard let addresses = NetworkAddress.list(text) else {
      note(setting.name, "must be host:port, with commas between them, none twice")
      return []
    }
    return addresses
  }

  /// Notes a fault at the first when more than one of these is given.
  mutating func requireOne(of settings: [Setting]) {
    let names = settings.map(\.name).filter { given($0) != nil }
    guard names.count > 1 else { return }
    note(names[0], "give either it or \(names.dropFirst().joined(separator: " or ")), not both")
  }

  mutating func integer(_ setting: Setting) -> Int {
    guard case .integer(let range) = setting.kind else { return 0 }
    let text = given(setting.name) ?? setting.standard ?? ""
    // Int() alone would take "+8"; only digits are wanted, and a sign.
    let plain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D }
    guard plain, let value = Int(text), range.contains(value) else {
      note(setting.name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
      return range.lowerBound
    }
    return value
  }

  mutating func secret(_ setting: Setting) -> Secret? {
    if let value = sources.environment[setting.name], !value.isEmpty { return Secret(value) }
    let pointer = setting.name + "_FILE"
    for place in [sources.environment[pointer], file[pointer]] {
      guard let place, !place.isEmpty else { continue }
      return secret(inFile: place, key: pointer)
    }
    if let value = file[setting.name], !value.isEmpty { return Secret(value) }
    if let folder = sources.environment["CREDENTIALS_DIRECTORY"], !folder.isEmpty,
      let text = sources.readFile("\(folder)/\(setting.name.lowercased())")
    {
      return Secret(Self.firstLine(text))
    }
    return setting.standard.map(Secret.init)
  }

  private mutating func secret(inFile path: String, key: String) -> Secret? {
    guard let text = sources.readFile(path) else {
      note(key, "the file \(path) cannot be read")
      return nil
    }
    let line = Self.firstLine(text)
    if line.isEmpty { note(key, "the file \(path) is empty") }
    return Secret(line)
  }

  private static func firstLine(_ text: String) -> String {
    String(text.prefix { !$0.isNewline })
  }
}

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

extension StringProtocol {
  /// Without blanks at either end.
  var trimmed: Substring {
    var rest = Substring(self)
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return rest
  }
}
