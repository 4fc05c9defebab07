import Security
import Synchronization

/// Tokens whose signature was found good, by their SHA-256, until they expire.
///
/// Bounded, and split so that threads seldom wait for one another. The tokens themselves are not
/// kept. Any thread.
final class TokenCache: Sendable {
  /// What is known of one token.
  struct Entry: Sendable {
    let claims: TokenClaims
    /// Its login ended: remembered too, so that a client that goes on asking costs nothing.
    let isSessionOver: Bool
  }

  private let shards: [Shard]
  private let shardCapacity: Int

  private final class Shard: Sendable {
    let entries = Mutex<[SHA256Digest: Entry]>([:])
  }

  /// - Parameter capacity: tokens kept at most; some 100 bytes each
  init(capacity: Int = 65_536, shards count: Int = 16) {
    shards = (0..<count).map { _ in Shard() }
    shardCapacity = max(1, capacity / count)
  }

  func entry(_ digest: SHA256Digest) -> Entry? {
    shard(digest).entries.withLock { $0[digest] }
  }

  /// Keeps what was found out, unless the login is among those that `endedSessions` names. The
  /// question is asked under the same lock that `removeAll` takes: a login that ends while a worker
  /// was looking is either seen here or removed there.
  func insert(
    _ entry: Entry, _ digest: SHA256Digest, now: Int64, isEnded: (Int64) -> Bool
  ) -> Entry {
    shard(digest).entries.withLock { entries in
      let over = entry.isSessionOver || isEnded(entry.claims.sessionID)
      let kept = Entry(claims: entry.claims, isSessionOver: over)
      if entries.count >= shardCapacity { Self.makeRoom(&entries, now: now) }
      entries[digest] = kept
      return kept
    }
  }

  /// Forgets the tokens of these logins.
  func removeAll(sessions: Set<Int64>) {
    for shard in shards {
      shard.entries.withLock { entries in
        entries = entries.filter { !sessions.contains($0.value.claims.sessionID) }
      }
    }
  }

  func removeAll() {
    for shard in shards { shard.entries.withLock { $0.removeAll() } }
  }

  /// Tokens kept, expired ones included.
  var count: Int { shards.reduce(0) { $0 + $1.entries.withLock(\.count) } }

  /// The expired go first; if none has, half of all go, whichever: they are verified again.
  private static func makeRoom(_ entries: inout [SHA256Digest: Entry], now: Int64) {
    let before = entries.count
    entries = entries.filter { $0.value.claims.expiresAt > now }
    guard entries.count > before / 2 else { return }
    for digest in Array(entries.keys.prefix(before / 2)) { entries[digest] = nil }
  }

  private func shard(_ digest: SHA256Digest) -> Shard {
    shards[digest.shardHint % shards.count]
  }
}
