/// The dependency table, read out of Package.swift.
enum PackageTable {
  /// A folder of sources that is one module, and what it may import of the other rooms.
  struct Room: Sendable {
    let folder: String
    let module: String
    let uses: Set<String>
  }

  static let manifest = SwiftFile(path: "Package.swift", text: Checkout.text("Package.swift"))

  /// A centre's name, and the centres that it stands upon.
  static let centres: [String: [String]] = Dictionary(
    uniqueKeysWithValues: calls("centre").map { ($0[0], Array($0.dropFirst())) })

  /// The C libraries.
  static let cLibraries: [String] = calls("cLibrary").map { $0[0] }

  static let platform: [Room] = manifest.invocations(of: "platform").compactMap { call in
    let names = call.literals.map(\.text)
    guard let name = names.first, !name.contains("\\") else { return nil }
    return Room(
      folder: "Sources/Platform/\(name)", module: name, uses: Set(names.dropFirst()))
  }

  static let everyPlatform: Set<String> = {
    let list = Pattern(#"let everyPlatform[^=]*= \[([^\]]*)\]"#).matches(in: manifest.text)
    return list.first.map { Set(quoted($0[1])) } ?? []
  }()

  static let rooms: [Room] = platform + centreRooms + programs + others

  /// The room that a file belongs to: the one with the longest folder.
  static func room(of path: String) -> Room? {
    rooms.filter { path.hasPrefix($0.folder + "/") }.max { $0.folder.count < $1.folder.count }
  }

  /// The centre of a folder name such as `stock`, with everything below it.
  static func centresBelow(_ name: String) -> Set<String> {
    var all: Set<String> = []
    for lower in centres[name] ?? [] { all.formUnion(centresBelow(lower).union([lower])) }
    return all
  }

  private static let centreRooms: [Room] = centres.flatMap { name, lower in
    [
      Room(folder: "Sources/\(name)/Domain", module: "\(name)Domain", uses: ["Kernel"]),
      Room(
        folder: "Sources/\(name)/Service", module: "\(name)Service",
        uses: everyPlatform.union(lower.flatMap { ["\($0)Domain", "\($0)Service"] }).union([
          "\(name)Domain", "EventCatalog",
        ])),
      Room(
        folder: "Sources/\(name)/Main", module: "erp-\(name.lowercased())",
        uses: ["\(name)Service", "WebAPI"]),
    ]
  }

  private static let programs: [Room] = manifest.invocations(of: "program").compactMap { call in
    let names = call.literals.map(\.text)
    guard names.count >= 2 else { return nil }
    return Room(
      folder: "Sources/Programs/\(names[1])", module: names[0],
      uses: uses(names.dropFirst(2), in: call.arguments))
  }

  /// Targets that are written out.
  private static let others: [Room] = {
    let list = manifest.text.split(separator: "let targets", maxSplits: 1).last.map(String.init)
    let target = Pattern(
      #"\.(?:target|executableTarget)\(\s*name: "([^"]+)"((?:(?!path:)[\s\S])*)path: "([^"]+)""#)
    return target.matches(in: list ?? "").map { match in
      Room(folder: match[3], module: match[1], uses: uses(quoted(match[2])[...], in: match[2]))
    }
  }()

  private static func uses(_ names: some Sequence<String>, in text: String) -> Set<String> {
    var all = Set(names)
    if text.contains("everyPlatform") { all.formUnion(everyPlatform) }
    if text.contains("argumentParser") { all.insert("ArgumentParser") }
    return all
  }

  private static func calls(_ name: String) -> [[String]] {
    manifest.invocations(of: name).map { $0.literals.map(\.text) }
      .filter { $0.first.map { !$0.contains("\\") } ?? false }
  }

  private static func quoted(_ text: String) -> [String] {
    Pattern(#""([^"]+)""#).matches(in: text).map { $0[1] }
  }
}
