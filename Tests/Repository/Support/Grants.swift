import Foundation

/// The rights of each program's database user.
enum Grants {
  struct Grant {
    let path: String
    /// Without the columns that a right may be limited to.
    let rights: Set<String>
    let table: String
    let user: String
  }

  static let paths = Checkout.paths(in: "sql/grants", ending: ".sql")

  /// The program of a file: `erp-stock` of `sql/grants/erp-stock.sql`.
  static func program(_ path: String) -> String {
    String((path.split(separator: "/").last ?? "").dropLast(".sql".count))
  }

  /// Nil for a statement that is not a plain grant on one table of `erp` to one local user.
  static func parse(_ statement: String, path: String) -> Grant? {
    let form = Pattern(#"^GRANT ([A-Z ,()a-z_]+?) ON erp\.(\w+) TO '?(\w+)'?@'?localhost'?$"#)
    let line = statement.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard let match = form.matches(in: line).first else { return nil }
    let columns = Pattern(#"\s*\([^)]*\)"#)
    var rights = match[1]
    for found in columns.matches(in: rights) {
      rights = rights.replacingOccurrences(of: found[0], with: "")
    }
    return Grant(
      path: path,
      rights: Set(rights.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }),
      table: match[2], user: match[3])
  }

  static let all: [Grant] = paths.flatMap { path in
    Migrations.statements(Checkout.text(path)).compactMap { parse($0, path: path) }
  }
}
