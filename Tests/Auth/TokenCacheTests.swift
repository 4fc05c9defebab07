import Foundation
import Kernel
import Security
import Testing

@testable import erp_auth

@Suite struct TokenCacheTests {
  private func entry(session: Int64, expires: Int64 = 2000) -> TokenCache.Entry {
    TokenCache.Entry(
      claims: TokenClaims(
        userID: 1, sessionID: session, tokenVersion: 1, issuedAt: 0, expiresAt: expires),
      isSessionOver: false)
  }

  private func digest(_ number: Int) -> SHA256Digest { SHA256.digest(of: "token \(number)") }

  @Test func keepsAndForgets() {
    let cache = TokenCache()
    for number in 0..<100 {
      _ = cache.insert(
        entry(session: Int64(number % 10)), digest(number), now: 0, isEnded: { _ in false })
    }
    #expect(cache.count == 100)
    #expect(cache.entry(digest(7))?.claims.sessionID == 7)
    #expect(cache.entry(digest(100)) == nil)
    cache.removeAll(sessions: [7, 8])
    #expect(cache.count == 80)
    #expect(cache.entry(digest(17)) == nil)
    #expect(cache.entry(digest(19)) != nil)
    cache.removeAll()
    #expect(cache.count == 0)
  }

  @Test func remembersThatALoginIsOver() {
    let cache = TokenCache()
    let kept = cache.insert(entry(session: 5), digest(1), now: 0, isEnded: { $0 == 5 })
    #expect(kept.isSessionOver)
    #expect(cache.entry(digest(1))?.isSessionOver == true)
  }

  @Test func neverGrowsBeyondItsBound() {
    let cache = TokenCache(capacity: 64, shards: 4)
    for number in 0..<10_000 {
      _ = cache.insert(
        entry(session: 1, expires: number.isMultiple(of: 2) ? 10 : 2000), digest(number),
        now: 100, isEnded: { _ in false })
      #expect(cache.count <= 64)
      #expect(cache.entry(digest(number)) != nil, "the newest is there")
    }
  }

  /// A login that ends while a worker is looking is refused afterwards, whoever is first.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func anEndedLoginIsNeverLeftBehind(seed: UInt64) async {
    let cache = TokenCache()
    let freshness = Freshness()
    let sessions = Int64(400)
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        for session in 1...sessions {
          let worker = self.entry(session: session)
          _ = cache.insert(
            worker, self.digest(Int(clamping: session)), now: 0, isEnded: freshness.hasEnded)
        }
      }
      group.addTask {
        var generator = SeededGenerator(seed: seed)
        var ended: Set<Int64> = []
        for session in (1...sessions).shuffled(using: &generator) {
          ended.insert(session)
          let new = freshness.update(
            .init(at: Instant(microseconds: 0), epoch: 1, users: [:], endedSessions: ended))
          cache.removeAll(sessions: new)
        }
      }
    }
    for session in 1...sessions {
      let left = cache.entry(digest(Int(clamping: session)))
      #expect(left == nil || left?.isSessionOver == true, "seed \(seed): session \(session)")
    }
  }
}
