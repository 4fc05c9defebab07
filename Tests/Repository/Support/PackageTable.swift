/// A folder of sources that is one module, and what it may import of the others.
struct PackageModule: Sendable {
  let folder: String
  let name: String
  let uses: Set<String>
}

/// The dependency table, read out of Package.swift.
enum PackageTable {
  static let manifest = SwiftFile(path: "Package.swift", text: Checkout.text("Package.swift"))

  /// A centre's name, and the centres that it stands upon.
  static let centres: [String: [String]] = Dictionary(
    uniqueKeysWithValues: calls("centre").map { ($0.name, list("uses", in: $0.arguments)) })

  /// The C libraries.
  static let cLibraries: [String] = calls("cLibrary").map(\.name)

  static let platform: [PackageModule] = calls("platform").map { call in
    PackageModule(
      folder: "Sources/Platform/\(call.name)", name: call.name,
      uses: Set(list("uses", in: call.arguments)))
  }

  /// What every centre's services see without importing it.
  static let everyCentreSees = Set(constant("everyCentreSees"))
  /// The whole platform, for tools and tests.
  private static let wholePlatform = Set(constant("wholePlatform"))

  static let modules: [PackageModule] = platform + centreModules + programs + others

  /// The module that a file belongs to: the one with the longest folder.
  static func module(of path: String) -> PackageModule? {
    modules.filter { path.hasPrefix($0.folder + "/") }.max { $0.folder.count < $1.folder.count }
  }

  /// The centre of a folder name such as `stock`, with everything below it.
  static func centresBelow(_ name: String) -> Set<String> {
    var all: Set<String> = []
    for lower in centres[name] ?? [] { all.formUnion(centresBelow(lower).union([lower])) }
    return all
  }

  /// The programs that serve, by their names without `erp-`: the one list of them. The operator's
  /// `erp` and a developer's tools are none.
  static let responders: Set<String> = Set(
    centres.keys.map { $0.lowercased() }
      + programs.map(\.name).filter { $0.hasPrefix("erp-") }.map { String($0.dropFirst(4)) })

  private static let centreModules: [PackageModule] = calls("centre").flatMap { call in
    let name = call.name
    let lower = list("uses", in: call.arguments).flatMap { ["\($0)Domain", "\($0)Service"] }
    return [
      PackageModule(folder: "Sources/\(name)/Domain", name: "\(name)Domain", uses: ["Kernel"]),
      PackageModule(
        folder: "Sources/\(name)/Service", name: "\(name)Service",
        uses: everyCentreSees.union(list("platform", in: call.arguments)).union(lower).union([
          "\(name)Domain"
        ])),
      PackageModule(
        folder: "Sources/\(name)/Main", name: "erp-\(name.lowercased())",
        uses: ["\(name)Service", "WebAPI"]),
    ]
  }

  static let programs: [PackageModule] = calls("program").map { call in
    let folder = Pattern(#"folder: "([^"]+)""#).matches(in: call.arguments).first?[1] ?? ""
    return PackageModule(
      folder: "Sources/Programs/\(folder)", name: call.name,
      uses: uses(list("uses", in: call.arguments), in: call.arguments))
  }

  /// Targets that are written out.
  private static let others: [PackageModule] = {
    let list = manifest.text.split(separator: "let targets", maxSplits: 1).last.map(String.init)
    let target = Pattern(
      #"\.(?:target|executableTarget)\(\s*name: "([^"]+)"((?:(?!path:)[\s\S])*)path: "([^"]+)""#)
    return target.matches(in: list ?? "").map { match in
      PackageModule(
        folder: match[3], name: match[1], uses: uses(quoted(match[2]), in: match[2]))
    }
  }()

  private static func uses(_ names: [String], in text: String) -> Set<String> {
    var all = Set(names)
    if text.contains("wholePlatform") { all.formUnion(wholePlatform) }
    if text.contains("argumentParser") { all.insert("ArgumentParser") }
    return all
  }

  /// The calls of a function of the manifest, each with its first argument.
  private static func calls(_ function: String) -> [(name: String, arguments: String)] {
    manifest.invocations(of: function).compactMap { call in
      guard let name = call.literals.first?.text, !name.contains("\\") else { return nil }
      return (name, call.arguments)
    }
  }

  /// The names in the list that an argument is.
  private static func list(_ label: String, in arguments: String) -> [String] {
    let list = Pattern(#"\b\#(label): \[([^\]]*)\]"#)
    return list.matches(in: arguments).first.map { quoted($0[1]) } ?? []
  }

  private static func constant(_ name: String) -> [String] {
    let list = Pattern(#"let \#(name)\b[^=]*=[^\[]*\[([^\]]*)\]"#).matches(in: manifest.text)
    return list.first.map { quoted($0[1]) } ?? []
  }

  private static func quoted(_ text: String) -> [String] {
    Pattern(#""([^"]+)""#).matches(in: text).map { $0[1] }
  }
}
