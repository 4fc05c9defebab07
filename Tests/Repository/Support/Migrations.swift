import Foundation

/// The migrations, and who owns which table.
enum Migrations {
  struct File {
    let path: String
    let number: Int
    let owner: String
    /// Without comments, and without the semicolons.
    let statements: [String]
  }

  struct Table {
    let name: String
    let owner: String
    let path: String
    /// The whole CREATE TABLE.
    let statement: String
  }

  /// Each owner has a hundred numbers of its own.
  static let hundreds = [
    "platform": 0, "user": 1, "item": 2, "stock": 3, "order": 4, "promo": 5, "member": 6, "pos": 7,
    "purchase": 8, "production": 9, "job": 10, "cost": 11,
  ]

  static let paths = Checkout.paths(in: "sql/migrations", ending: ".sql")

  static let files: [File] = paths.compactMap { path in
    let name = Pattern(#"/(\d{4})_([a-z]+)__[a-z0-9_]+\.sql$"#).matches(in: path).first
    guard let name, let number = Int(name[1]) else { return nil }
    return File(
      path: path, number: number, owner: name[2], statements: statements(Checkout.text(path)))
  }

  static let tables: [Table] = files.flatMap { file in
    file.statements.compactMap { statement in
      let name = Pattern(#"^CREATE TABLE (?:IF NOT EXISTS )?(\w+)"#).matches(in: statement).first
      return name.map {
        Table(name: $0[1], owner: file.owner, path: file.path, statement: statement)
      }
    }
  }

  /// The owner of each table: a centre, or the platform, whose own ledger of migrations is made by
  /// code.
  static let owners: [String: String] = Dictionary(
    tables.map { ($0.name, $0.owner) } + [("schema_migration", "platform")],
    uniquingKeysWith: { first, _ in first })

  /// Statements end with a semicolon at the end of a line.
  static func statements(_ text: String) -> [String] {
    let lines = text.split(separator: "\n").map { line -> Substring in
      let code = line.range(of: "--").map { line[..<$0.lowerBound] } ?? line
      return code.lastIndex { $0 != " " }.map { code[...$0] } ?? ""
    }
    return (lines.joined(separator: "\n") + "\n").components(separatedBy: ";\n")
      .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
  }
}
