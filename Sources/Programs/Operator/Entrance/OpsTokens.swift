import Kernel
import Security

/// The tokens of monitoring, as Nginx reads them: a name for each, in `local/tokens.conf`, which
/// only root reads. They are known to Nginx alone, so that they hold while MariaDB or erp-auth is
/// down.
struct OpsTokens {
  struct Entry {
    let name: String
    let token: String
    let since: String
  }

  static let path = "\(EntranceFiles.local)/tokens.conf"
  /// What such a token begins with, for whoever finds one lying about.
  static let prefix = "ops_"
  private static let head = "# Made by `erp token`. Whoever reads a token may read the metrics.\n"
  private(set) var entries: [Entry]

  /// From the file's text: `"~^Bearer ops_…$" name; # 2026-12-01T…`
  init(_ text: String) {
    entries = text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard words.count == 5, words[0] == #""~^Bearer"#, words[1].hasSuffix("$\"") else {
        return nil
      }
      return Entry(
        name: String(words[2].dropLast()), token: String(words[1].dropLast(2)),
        since: String(words[4]))
    }
  }

  var text: String {
    Self.head
      + entries.map { "\"~^Bearer \($0.token)$\" \($0.name); # \($0.since)\n" }.joined()
  }

  func knows(_ name: String) -> Bool { entries.contains { $0.name == name } }

  /// Adds a token of 256 random bits and returns it.
  mutating func create(_ name: String) -> String {
    let token = Self.prefix + Base64URL.encode(randomBytes(32))
    entries.append(Entry(name: name, token: token, since: Instant.now().rfc3339))
    return token
  }

  mutating func revoke(_ name: String) { entries.removeAll { $0.name == name } }
}
