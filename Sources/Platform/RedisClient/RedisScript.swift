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

extension RedisConnection {
  /// Runs a script by its digest, and by its text when the server does not know it.
  /// - Throws: `refused` when the answer is an error
  @discardableResult
  package func run(
    _ script: RedisScript, keys: [String], arguments: [RedisArgument]
  ) throws(RedisError) -> RedisReply {
    let replies = try run([RedisScript.Call(script, keys: keys, arguments: arguments)])
    if case .error(let reason) = replies[0] { throw .refused(reason) }
    return replies[0]
  }

  /// Runs many in one round trip. An error among the answers is an element.
  ///
  /// Those of a script that the server has forgotten run in a second one, after the others: calls
  /// in one list must not depend on each other's order.
  @discardableResult
  package func run(_ calls: [RedisScript.Call]) throws(RedisError) -> [RedisReply] {
    var commands: [[RedisArgument]] = []
    for call in calls { commands.append(call.command("EVALSHA", try digest(of: call.script))) }
    var replies = try pipeline(commands)
    let unknown = replies.indices.filter { replies[$0].isUnknownScript }
    let again = try pipeline(unknown.map { calls[$0].command("EVAL", calls[$0].script.source) })
    for (index, reply) in zip(unknown, again) { replies[index] = reply }
    return replies
  }

  private func digest(of script: RedisScript) throws(RedisError) -> String {
    if let known = script.knownDigest { return known }
    let reply = try command(["SCRIPT", "LOAD", .text(script.source)])
    guard let digest = reply.text else { throw .refused("SCRIPT LOAD \(script.name)") }
    script.learn(digest)
    return digest
  }
}

extension RedisReply {
  fileprivate var isUnknownScript: Bool {
    if case .error(let reason) = self { reason.hasPrefix("NOSCRIPT") } else { false }
  }
}
