/// The one inner layout of every centre: folders, and which may name the types of which.
enum CentreLayout {
  /// The folders of `Service`, each with those whose types it may name. The centre's Domain, and
  /// its own folder, each may.
  static let folders: [String: Set<String>] = [
    "API": ["UseCases", "Queries", "Store", "Background"],
    "Routes": ["Requests", "UseCases", "Queries", "Answers", "API"],
    "Requests": ["API"],
    "Answers": ["API"],
    "UseCases": ["Store", "Queries", "Answers", "Requests", "API", "Background"],
    "Queries": ["Requests", "Answers", "API", "Store"],
    "Store": ["API"],
    "Background": ["UseCases", "Queries", "Store", "API"],
  ]

  /// Folders that one centre has besides; what they name is their own affair.
  static let exceptions: [String: Set<String>] = [
    // Files of thousands of SKUs, and the filters that are kept in Redis.
    "Item": ["Import", "Segments"],
    // Compares the centres with each other.
    "Ops": ["Audit"],
  ]

  /// A file of a centre's services.
  struct File {
    let file: SwiftFile
    /// "" for a file that lies in no folder.
    let folder: String
    /// The types that it declares outside of other types.
    let types: [String]
    /// Every name that may be a type's, in code and in interpolations.
    let names: Set<String>

    init(_ file: SwiftFile, in services: String) {
      self.file = file
      let parts = file.path.dropFirst(services.count).split(separator: "/")
      folder = parts.count > 1 ? String(parts[0]) : ""
      types = CentreLayout.outerTypes(file.code)
      let inner = file.literals.flatMap(\.interpolations).map {
        SwiftFile(path: file.path, text: $0).code
      }
      names = Set(
        ([file.code] + inner).flatMap { CentreLayout.name.matches(in: $0).map { $0[0] } })
    }
  }

  static func files(of centre: String) -> [File] {
    let services = "Sources/\(centre)/Service/"
    return Checkout.sources.filter { $0.path.hasPrefix(services) }.map { File($0, in: services) }
  }

  /// What is wrong with a centre's files, one line each.
  static func faults(of centre: String, _ files: [File]) -> [String] {
    let allowed = Set(folders.keys).union(exceptions[centre] ?? [])
    var faults = files.filter { !allowed.contains($0.folder) }.map {
      "\($0.file.path): not in a folder of the layout"
    }
    let homes = Dictionary(
      files.flatMap { file in file.types.map { ($0, file.folder) } },
      uniquingKeysWith: { first, _ in first })
    for file in files {
      guard let lower = folders[file.folder] else { continue }
      for name in file.names.sorted() {
        guard let home = homes[name], home != file.folder, folders[home] != nil,
          !lower.contains(home)
        else { continue }
        faults.append("\(file.file.path): \(file.folder) names \(home)'s \(name)")
      }
    }
    return faults
  }

  private static let name = Pattern(#"\b[A-Z]\w+"#)
  private static let declaration = Pattern(
    #"^(?!.*\bextension\b).*?\b(?:struct|class|enum|protocol|typealias)\s+(\w+)"#)

  /// Counts braces, which formatted code allows.
  private static func outerTypes(_ code: String) -> [String] {
    var depth = 0
    var found: [String] = []
    for line in code.split(separator: "\n", omittingEmptySubsequences: false) {
      if depth == 0 { found += declaration.matches(in: String(line)).map { $0[1] } }
      depth += line.utf8.count { $0 == UInt8(ascii: "{") }
      depth -= line.utf8.count { $0 == UInt8(ascii: "}") }
    }
    return found
  }
}
