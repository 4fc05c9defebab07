import Foundation
import StoreKit

/// Starts real stores.
enum Stores {
  /// The MariaDB that most tests share; each has a database of its own in it.
  static let sharedDatabase = Result { try mariaDB() }

  static func mariaDB() throws -> PrivateMariaDB {
    try PrivateMariaDB(arguments: [
      "--skip-networking", "--innodb-log-file-size=32M", "--innodb-buffer-pool-size=128M",
    ])
  }

  /// The platform's migrations, each as one statement.
  static func platformSchema() throws -> [String] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../../sql/migrations").standardized.path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix("001") }.sorted()
    return try names.map { name in
      try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
        .trimmingCharacters(in: CharacterSet(charactersIn: "; \n"))
    }
  }
}
