import Kernel
import MariaDBClient
import Security
import Testing

@testable import UserService
@testable import erp_auth

/// The gate with a database that is away: what it knows it goes on admitting, and nothing else.
@Suite struct TokenGateTests {
  let now = Instant.now().seconds
  let signer: TokenSigner
  let gate: TokenGate
  let reader: UserAccessReader

  init() throws {
    signer = TokenSigner(kid: "k", key: try .generate())
    gate = TokenGate(verifier: TokenVerifier(keys: ["k": signer.publicKey]))
    reader = UserAccessReader(
      DatabaseConnection(
        settings: DatabaseOptions(endpoint: .socket("/nonexistent"), user: "x", database: "x")))
  }

  private func token(user: Int64 = 7, session: Int64 = 70, version: Int64 = 1) throws -> [UInt8] {
    Array(
      try signer.token(
        for: TokenClaims(
          userID: user, sessionID: session, tokenVersion: version, issuedAt: now,
          expiresAt: now + 1800)
      ).utf8)
  }

  /// Makes the gate know a token and its user, as after a first request.
  private func know(
    _ token: [UInt8], user: Int64 = 7, session: Int64 = 70, isActive: Bool = true,
    version: Int64 = 1, authVersion: Int64 = 1, epoch: Int64 = 1
  ) {
    let claims = TokenClaims(
      userID: user, sessionID: session, tokenVersion: 1, issuedAt: now, expiresAt: now + 1800)
    _ = gate.tokens.insert(
      TokenCache.Entry(claims: claims, isSessionOver: false), SHA256.digest(of: token), now: now,
      isEnded: { _ in false })
    gate.users.insert(
      AccessState(
        UserAccess(
          userID: user, username: "zhang", organisationID: 3, isActive: isActive,
          tokenVersion: version,
          authVersion: authVersion, epoch: epoch, permissions: "item.read", orgScope: "3,4")))
  }

  private func changes(
    epoch: Int64 = 1, users: [Int64: Int64] = [:], ended: Set<Int64> = []
  ) -> AccessChanges {
    AccessChanges(
      at: Instant(microseconds: 0), epoch: epoch, users: users, endedSessions: ended)
  }

  private func outcome(_ token: [UInt8], at moment: Int64? = nil) -> String {
    switch gate.decide(token, now: moment ?? now, reader: reader) {
    case .admitted(let state, let session): "\(state.access.username) \(session)"
    case .refused(let refusal): refusal.rawValue
    }
  }

  @Test func admitsWhomItKnows() throws {
    gate.apply(changes())
    let token = try token()
    know(token)
    #expect(outcome(token) == "zhang 70")
    guard case .admitted(let state, _) = gate.decide(token, now: now, reader: reader) else {
      return
    }
    let headers = Dictionary(uniqueKeysWithValues: state.headers)
    #expect(
      headers == [
        "X-Erp-User-Id": "7", "X-Erp-User-Name": "zhang", "X-Erp-Org-Id": "3",
        "X-Erp-Org-Scope": "3,4", "X-Erp-Permissions": "item.read",
      ])
  }

  @Test func knowsNobodyBeforeTheFirstAnswer() throws {
    let token = try token()
    know(token)
    #expect(outcome(token) == "unavailable")
  }

  @Test func aNewTokenOrUserNeedsTheDatabase() throws {
    gate.apply(changes())
    let token = try token()
    #expect(outcome(token) == "unavailable")
    #expect(gate.tokens.count == 0, "what could not be checked is not kept")
    know(token)
    gate.users.removeAll()
    #expect(outcome(token) == "unavailable")
  }

  @Test func badTokensAreRefusedWithoutTheDatabase() throws {
    gate.apply(changes())
    var changed = try token()
    changed[changed.count - 3] ^= 1
    #expect(outcome(changed) == "auth.token_invalid")
    #expect(outcome(Array("x".utf8)) == "auth.token_invalid")
    #expect(outcome(try token(), at: now + 1800 + 30) == "auth.token_expired")
  }

  @Test func aKnownTokenExpiresToo() throws {
    gate.apply(changes())
    let token = try token()
    know(token)
    #expect(outcome(token, at: now + 1800 + 29) == "zhang 70")
    #expect(outcome(token, at: now + 1800 + 30) == "auth.token_expired")
  }

  @Test func anEndedLoginIsNotAdmitted() throws {
    gate.apply(changes())
    let token = try token()
    know(token)
    gate.apply(changes(ended: [70]))
    #expect(outcome(token) == "unavailable", "it is unknown again, and the database is away")
    know(token)
    gate.apply(changes(ended: [70]))
    gate.apply(changes(ended: [71]))
    #expect(outcome(token) == "zhang 70", "only what is new in the list is removed")
  }

  @Test func disabledUsersAndOldTokensAreRevoked() throws {
    gate.apply(changes())
    let token = try token()
    know(token, isActive: false)
    #expect(outcome(token) == "auth.token_revoked")
    know(token, version: 2)
    #expect(outcome(token) == "auth.token_revoked")
    know(token)
    #expect(outcome(token) == "zhang 70")
  }

  @Test func aChangedUserIsReadAgain() throws {
    gate.apply(changes())
    let token = try token()
    know(token, authVersion: 4)
    gate.apply(changes(users: [7: 4, 8: 1]))
    #expect(outcome(token) == "zhang 70", "this version is known")
    gate.apply(changes(users: [7: 5]))
    #expect(outcome(token) == "unavailable")
    know(token, epoch: 1)
    gate.apply(changes(epoch: 2))
    #expect(outcome(token) == "unavailable", "an epoch concerns everybody")
  }

  @Test func nobodyIsAdmittedOnOldNews() throws {
    let token = try token()
    know(token)
    let seconds = MonotonicSeconds.now()
    _ = gate.freshness.update(changes(), now: seconds - Freshness.toleranceSeconds - 1)
    #expect(outcome(token) == "unavailable")
    _ = gate.freshness.update(changes(), now: seconds - Freshness.toleranceSeconds + 5)
    #expect(outcome(token) == "zhang 70")
  }

  /// A loose ceiling for the path of every request, in a debug build on a busy machine.
  @Test func theFastPathIsFast() throws {
    gate.apply(changes())
    let token = try token()
    know(token)
    let start = ContinuousClock.now
    for _ in 0..<2_000 { _ = gate.decide(token, now: now, reader: reader) }
    let each = (ContinuousClock.now - start) / 2_000
    #expect(each < .microseconds(200), "\(each)")
  }
}
