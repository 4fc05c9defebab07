import Foundation
import Processes

extension Stack {
  /// The schema after all migrations, as `sql/schema.sql` keeps it: no rows, no counters. Its
  /// tables come by name, some before those that they refer to, so it loads without that check.
  package func schema() throws(StackFault) -> String {
    let dump = try Command.require([
      "mariadb-dump", "--no-defaults", "--socket=\(layout.socket("mariadb"))",
      "--user=\(DatabaseServer.systemUser)", "--no-data", "--skip-comments", "--skip-dump-date",
      "--skip-add-drop-table", "--skip-set-charset", "--skip-tz-utc", "erp",
    ])
    let lines = dump.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("/*") && !$0.isEmpty }
      .map {
        $0.replacingOccurrences(of: " AUTO_INCREMENT=[0-9]+", with: "", options: .regularExpression)
      }
    return "-- The schema after all migrations. Made by `make schema`; a test compares.\n"
      + "SET FOREIGN_KEY_CHECKS = 0;\n\n"
      + lines.joined(separator: "\n").replacingOccurrences(of: ";\nCREATE", with: ";\n\nCREATE")
      + "\n\nSET FOREIGN_KEY_CHECKS = 1;\n"
  }
}
