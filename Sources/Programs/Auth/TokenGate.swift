import Kernel
import MariaDBClient
import Security
import UserService

/// Decides who is let in. One for the program; every worker thread brings its own reader.
///
/// A token that was seen before costs a SHA-256 and two look-ups, and touches neither MariaDB nor
/// Redis. A new one costs a signature check and a question to MariaDB, a new user a few more.
final class TokenGate: Sendable {
  /// What is answered.
  enum Decision {
    case admitted(AccessState, sessionID: Int64)
    case refused(Refusal)
  }

  /// The names that Nginx and the clients know.
  enum Refusal: String, CaseIterable {
    case missing = "auth.token_missing"
    case invalid = "auth.token_invalid"
    case expired = "auth.token_expired"
    case revoked = "auth.token_revoked"
    /// MariaDB is away and this token or user is not known: Nginx makes a 503 of it.
    case unavailable
  }

  let tokens = TokenCache()
  let users = AccessCache()
  let freshness = Freshness()
  private let verifier: TokenVerifier

  init(verifier: TokenVerifier) {
    self.verifier = verifier
  }

  /// - Parameters:
  ///   - token: what stands after "Bearer "
  ///   - now: seconds since 1970, UTC
  func decide(
    _ token: [UInt8], now: Int64, reader: UserAccessReader
  ) -> Decision {
    guard freshness.isFresh() else { return .refused(.unavailable) }
    do throws(GateFault) {
      let digest = SHA256.digest(of: token)
      let entry =
        if let known = tokens.entry(digest) { known } else {
          try verify(token, digest, now: now, reader)
        }
      guard entry.claims.isCurrent(now: now) else { return .refused(.expired) }
      guard !entry.isSessionOver else { return .refused(.revoked) }
      let state = try state(of: entry.claims.userID, reader)
      guard let state, state.access.isActive,
        state.access.tokenVersion == entry.claims.tokenVersion
      else { return .refused(.revoked) }
      return .admitted(state, sessionID: entry.claims.sessionID)
    } catch {
      return .refused(error.refusal)
    }
  }

  private struct GateFault: Error {
    let refusal: Refusal
  }

  private func verify(
    _ token: [UInt8], _ digest: SHA256Digest, now: Int64, _ reader: UserAccessReader
  ) throws(GateFault) -> TokenCache.Entry {
    let claims: TokenClaims
    do throws(TokenRefusal) {
      claims = try verifier.verify(token, now: now)
    } catch {
      throw GateFault(refusal: error == .expired ? .expired : .invalid)
    }
    let isOpen: Bool
    do throws(DatabaseError) {
      isOpen = try reader.isOpen(sessionID: claims.sessionID, userID: claims.userID)
    } catch {
      throw GateFault(refusal: .unavailable)
    }
    return tokens.insert(
      TokenCache.Entry(claims: claims, isSessionOver: !isOpen), digest, now: now,
      isEnded: freshness.hasEnded)
  }

  /// The user's access, read again when it may have changed; nil for a user that is not there.
  private func state(
    of userID: Int64, _ reader: UserAccessReader
  ) throws(GateFault) -> AccessState? {
    if let state = users.state(of: userID), state.access.epoch >= freshness.epoch { return state }
    do throws(DatabaseError) {
      guard let access = try reader.access(of: userID) else { return nil }
      let state = AccessState(access)
      users.insert(state)
      return state
    } catch {
      throw GateFault(refusal: .unavailable)
    }
  }

  /// Makes the caches forget what `changes` names.
  func apply(_ changes: AccessChanges) {
    users.removeOutdated(changes.users)
    // First the list that new entries are compared with, then the entries that are there.
    let ended = freshness.update(changes)
    if !ended.isEmpty { tokens.removeAll(sessions: ended) }
  }

  /// Starts anew from an answer that has no predecessor.
  func forgetEverything(_ changes: AccessChanges) {
    _ = freshness.update(changes)
    users.removeAll()
    tokens.removeAll()
  }
}

extension TokenClaims {
  /// Whether the token has not expired; half a minute is granted for clocks that differ.
  fileprivate func isCurrent(now: Int64) -> Bool { expiresAt > now.subtracting(capped: 30) }
}
