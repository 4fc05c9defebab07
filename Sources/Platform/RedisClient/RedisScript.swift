import Synchronization

/// A Lua script: constant text, all values by KEYS and ARGV. Make each once, as a `static let`.
package final class RedisScript: Sendable {
  package let name: String
  package let source: String
  /// Redis' own digest of the source, learned at first use.
  private let digest = Mutex<String?>(nil)

  package init(_ name: StaticString, _ source: String) {
    self.name = name.description
    self.source = source
  }

  /// One run of a script.
  package struct Call: Sendable {
    package let script: RedisScript
    package let keys: [String]
    package let arguments: [RedisArgument]

    package init(_ script: RedisScript, keys: [String], arguments: [RedisArgument]) {
      self.script = script
      self.keys = keys
      self.arguments = arguments
    }

    func command(_ verb: RedisArgument, _ script: String) -> [RedisArgument] {
      [verb, .text(script), .integer(Int64(keys.count))] + keys.map { .text($0) } + arguments
    }
  }

  var knownDigest: String? { digest.withLock { $0 } }
  func learn(_ text: String) { digest.withLock { $0 = text } }
}
