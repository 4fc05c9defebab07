import FoundationEssentials

/// One file of the migrations folder: `NNNN_room__what.sql`.
struct MigrationFile {
  let version: Int
  let name: String
  let text: String
  /// Its statements; each is a step, counted from 1.
  let statements: [String]

  /// The folder's files in the order of their versions.
  static func all(in directory: String) throws(MigrationFault) -> [MigrationFile] {
    var files: [MigrationFile] = []
    for name in try names(in: directory).sorted() where name.hasSuffix(".sql") {
      let file = try MigrationFile(name: name, directory: directory)
      if let last = files.last, last.version == file.version {
        throw .sameVersion(last.name, file.name)
      }
      files.append(file)
    }
    return files
  }

  private init(name: String, directory: String) throws(MigrationFault) {
    guard let version = Self.version(of: name) else { throw .badName(name) }
    self.version = version
    self.name = name
    text = try Self.contents(of: directory + "/" + name)
    guard let statements = StatementSplitter.split(text) else { throw .unfinished(name) }
    self.statements = statements
  }

  /// Four digits, `_`, a room, `__` and what it does.
  private static func version(of name: String) -> Int? {
    let number = name.prefix(4)
    let parts = name.dropFirst(5).dropLast(4).split(
      separator: "_", omittingEmptySubsequences: false)
    guard number.allSatisfy({ ("0"..."9").contains($0) }), name.dropFirst(4).first == "_",
      parts.count >= 3, !parts[0].isEmpty, parts[1].isEmpty, !parts[2].isEmpty
    else { return nil }
    return Int(number)
  }

  private static func names(in directory: String) throws(MigrationFault) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: directory)
    guard let names else { throw .unreadable(directory) }
    return names
  }

  private static func contents(of path: String) throws(MigrationFault) -> String {
    let bytes = FileManager.default.contents(atPath: path)
    let text = bytes.flatMap { String(validating: $0, as: UTF8.self) }
    guard let text else { throw .unreadable(path) }
    return text
  }
}

/// Why the schema was not brought up to date.
package enum MigrationFault: Error, Sendable, CustomStringConvertible {
  case unreadable(String)
  /// A file's name is not `NNNN_room__what.sql`.
  case badName(String)
  case sameVersion(String, String)
  /// The file differs from what was applied under its version.
  case changed(String)
  /// The file of an applied version is gone.
  case missing(String)
  /// The last statement does not end with `;`, or a quote or comment is left open.
  case unfinished(String)
  /// Another migration is running and did not finish in time, or took over.
  case busy
  /// The server refused a step; what it said, with values.
  case failed(file: String, step: Int, of: Int, String, DatabaseError)
  case database(DatabaseError)

  package var description: String {
    switch self {
    case .unreadable(let path): "\(path) cannot be read"
    case .badName(let file): "\(file) is not named NNNN_room__what.sql"
    case .sameVersion(let one, let other): "\(one) and \(other) have the same version"
    case .changed(let file): "\(file) was changed after it was applied; add a new file instead"
    case .missing(let file):
      "the database is of a newer version: it has \(file), for which there is no file here"
    case .unfinished(let file): "\(file): the last statement does not end with ';'"
    case .busy: "another migration holds the lease"
    case .failed(let file, let step, let count, let said, let error):
      """
      \(file), step \(step) of \(count): \(said) (\(error.code), \(error.sqlState)).
      What came before it is kept, nothing of this step is. Mend the cause and run it again: it \
      goes on with this step.
      """
    case .database(let error): "\(error)"
    }
  }
}
