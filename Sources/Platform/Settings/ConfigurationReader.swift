/// Looks values up, remembers every fault instead of stopping at the first.
struct ConfigurationReader {
  /// A value, and where it stands.
  struct Given {
    let value: String
    let place: String
  }

  /// The places of values that no file has.
  static let environmentPlace = "environment"
  static let standardPlace = "default"

  private let sources: ConfigurationSources
  private var files: [String: Given] = [:]
  private(set) var faults: [ConfigurationFault.Item] = []

  init(_ sources: ConfigurationSources) {
    self.sources = sources
    let (path, isNamed) = sources.file
    // The usual place may be empty; a file that was asked for must be there.
    if isNamed, sources.readFile(path) == nil {
      faults.append(
        ConfigurationFault.Item(
          place: Self.environmentPlace, key: "ERP_CONFIG", value: path,
          english: "the file cannot be read", chinese: "文件无法读取"))
    }
    for path in [path] + sources.additions {
      guard let text = sources.readFile(path) else { continue }
      let file = SettingsFile(path: path, text: text)
      faults += file.faults
      for line in file.lines { files[line.key] = Given(value: line.value, place: line.place) }
    }
  }

  /// Notes that a setting's value is wrong; where none is given, at its default.
  mutating func note(_ setting: Setting, _ english: String, _ chinese: String) {
    note(setting.name, given(setting.name), english, chinese)
  }

  private mutating func note(
    _ key: String, _ given: Given?, _ english: String, _ chinese: String
  ) {
    let isSecret = Setting.all.contains { $0.name == key && $0.isSecret }
    faults.append(
      ConfigurationFault.Item(
        place: given?.place ?? Self.standardPlace, key: key, value: isSecret ? nil : given?.value,
        english: english, chinese: chinese))
  }

  /// The raw value of a name: environment, then files. Empty counts as absent.
  func given(_ name: String) -> Given? {
    if let value = sources.environment[name], !value.isEmpty {
      return Given(value: value, place: Self.environmentPlace)
    }
    if let file = files[name], !file.value.isEmpty { return file }
    return sources.standards[name].map { Given(value: $0, place: Self.standardPlace) }
  }

  mutating func optionalText(_ setting: Setting) -> String? {
    guard let value = given(setting.name)?.value ?? setting.standard else { return nil }
    if case .choice(let choices) = setting.kind, !choices.contains(value) {
      let list = choices.joined(separator: ", ")
      note(setting, "must be one of \(list)", "必须是其中之一：\(list)")
      return setting.standard
    }
    if value.utf8.contains(0) {
      note(setting, "must not contain NUL", "不能含有 NUL")
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
      note(
        setting, "must be host:port, with commas between them, none twice",
        "必须是 主机:端口，用逗号分隔，不重复")
      return []
    }
    return addresses
  }

  /// Notes a fault at the first when more than one of these is given.
  mutating func requireOne(of settings: [Setting]) {
    let names = settings.map(\.name).filter { given($0) != nil }
    guard names.count > 1 else { return }
    let others = names.dropFirst()
    note(
      names[0], given(names[0]), "give either it or \(others.joined(separator: " or ")), not both",
      "它与 \(others.joined(separator: "、")) 只能给出一个")
  }

  mutating func integer(_ setting: Setting) -> Int {
    guard case .integer(let range) = setting.kind else { return 0 }
    let text = given(setting.name)?.value ?? setting.standard ?? ""
    // Int() alone would take "+8"; only digits are wanted, and a sign.
    let plain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D }
    guard plain, let value = Int(text), range.contains(value) else {
      note(
        setting, "must be a whole number from \(range.lowerBound) to \(range.upperBound)",
        "必须是 \(range.lowerBound) 到 \(range.upperBound) 的整数")
      return range.lowerBound
    }
    return value
  }

  mutating func secret(_ setting: Setting) -> Secret? {
    if let value = sources.environment[setting.name], !value.isEmpty { return Secret(value) }
    let pointer = setting.name + "_FILE"
    if let file = given(pointer), file.place != Self.standardPlace {
      return secret(named: pointer, file)
    }
    if let value = given(setting.name) { return Secret(value.value) }
    if let folder = sources.environment["CREDENTIALS_DIRECTORY"], !folder.isEmpty,
      let text = sources.readFile("\(folder)/\(setting.name.lowercased())")
    {
      return Secret(Self.firstLine(text))
    }
    if let file = given(pointer) { return secret(named: pointer, file) }
    return setting.standard.map(Secret.init)
  }

  private mutating func secret(named key: String, _ file: Given) -> Secret? {
    guard let text = sources.readFile(file.value) else {
      note(key, file, "the file cannot be read", "文件无法读取")
      return nil
    }
    let line = Self.firstLine(text)
    if line.isEmpty { note(key, file, "the file is empty", "文件是空的") }
    return Secret(line)
  }

  private static func firstLine(_ text: String) -> String {
    String(text.prefix { !$0.isNewline })
  }
}
