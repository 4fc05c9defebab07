import Foundation
import StackKit
import Testing

extension UserTests {
  /// A refresh token is good for one use, and once more within 10 seconds for whoever lost the
  /// answer; any other use ends the whole login.
  @Suite(.serialized) struct RefreshTests {
    let users: UserStack

    init() throws { users = try UserStack.get() }

    private func logIn() throws -> (client: APIClient, refresh: String) {
      let client = users.client()
      let answer = try client.login(try users.newUser().name, password: UserStack.password)
      return (client, try #require(answer.string("refresh_token")))
    }

    private func refresh(_ token: String) throws -> APIAnswer {
      try users.client().post("/user/refresh", ["refresh_token": token])
    }

    @Test func aRefreshGivesANewPair() throws {
      let (client, first) = try logIn()
      let answer = try refresh(first)
      #expect(answer.status == 200)
      let second = try #require(answer.string("refresh_token"))
      #expect(second != first)
      let renewed = users.client()
      renewed.token = answer.string("token")
      #expect(try renewed.get("/user/me").status == 200)
      #expect(try client.get("/user/me").status == 200, "the first access token goes on")
      #expect(try refresh(second).status == 200)
    }

    @Test func aLostAnswerIsGivenOnceMore() throws {
      let (client, first) = try logIn()
      let lost = try #require(try refresh(first).string("refresh_token"))
      let again = try refresh(first)
      #expect(again.status == 200)
      let second = try #require(again.string("refresh_token"))
      #expect(second != lost)
      // The new pair goes on; the first one's refresh token has ended, and its use is a theft.
      #expect(try refresh(second).status == 200)
      #expect(try client.get("/user/me").status == 200)
      #expect(try refresh(lost).status == 401)
      #expect(try users.secondsUntil(401, client) != nil)
    }

    @Test func afterTheNextUseThereIsNoSecondAnswer() throws {
      let (client, first) = try logIn()
      let second = try #require(try refresh(first).string("refresh_token"))
      #expect(try refresh(second).status == 200)
      #expect(try refresh(first).status == 401)
      #expect(try users.secondsUntil(401, client) != nil)
    }

    @Test func aLateSecondUseEndsTheWholeFamily() throws {
      let (client, first) = try logIn()
      let answer = try refresh(first)
      let second = try #require(answer.string("refresh_token"))
      try users.stack.sql(
        """
        UPDATE user_refresh SET used_at = NOW(6) - INTERVAL 11 SECOND \
        WHERE token_hash = UNHEX(SHA2('\(first)', 256))
        """)
      let renewed = users.client()
      renewed.token = answer.string("token")
      #expect(try renewed.get("/user/me").status == 200)

      let again = try refresh(first)
      #expect(again.status == 401)
      #expect(again.error == "auth.refresh_invalid")
      #expect(try refresh(second).status == 401, "the thief's, or the owner's, is dead too")
      let seconds = try #require(try users.secondsUntil(401, renewed))
      #expect(seconds < 1)
      #expect(try client.get("/user/me").error == "auth.token_revoked")
    }

    @Test(arguments: 1...5)
    func ofFourUsesAtOnceTwoAreAnsweredAndTheLoginEnds(round: Int) throws {
      let (client, first) = try logIn()
      let statuses = try Crowd.run(4) { _ in try refresh(first).status }
      #expect(statuses.filter { $0 == 200 }.count <= 2)
      #expect(statuses.filter { $0 == 401 }.count >= 2)
      #expect(try users.secondsUntil(401, client) != nil)
    }

    @Test func anotherLoginOfTheUserIsNotTouched() throws {
      let user = try users.newUser()
      let other = try users.logIn(user.name, UserStack.password)
      let stolen = try #require(
        try users.client().login(user.name, password: UserStack.password).string("refresh_token"))
      for _ in 0..<3 { _ = try refresh(stolen) }
      usleep(700_000)
      #expect(try other.get("/user/me").status == 200)
    }

    @Test(arguments: ["x", "", "eyJhbGciOiJub25lIn0.e30.", String(repeating: "A", count: 43)])
    func whatIsNoRefreshTokenIsRefused(token: String) throws {
      let status = try refresh(token).status
      #expect(status == (token.isEmpty ? 400 : 401))
    }

    @Test func anAccessTokenIsNoRefreshTokenAndTheOtherWayRound() throws {
      let (client, refreshToken) = try logIn()
      #expect(try refresh(try #require(client.token)).status != 200)
      client.token = refreshToken
      #expect(try client.get("/user/me").error == "auth.token_invalid")
    }

    @Test func anExpiredOneIsRefused() throws {
      let (_, token) = try logIn()
      try users.stack.sql(
        """
        UPDATE user_refresh SET expires_at = NOW(6) - INTERVAL 1 SECOND \
        WHERE token_hash = UNHEX(SHA2('\(token)', 256))
        """)
      #expect(try refresh(token).status == 401)
    }

    @Test func aLogoutAndADisabledUserEndIt() throws {
      let (client, token) = try logIn()
      #expect(try client.post("/user/logout", [String: Any]()).status == 200)
      #expect(try refresh(token).status == 401)
      let user = try users.newUser()
      let login = try users.client().login(user.name, password: UserStack.password)
      _ = try users.admin().put("/user/\(user.id)", ["status": "disabled", "version": 1])
      #expect(try refresh(try #require(login.string("refresh_token"))).status == 401)
      _ = try users.admin().put("/user/\(user.id)", ["status": "active", "version": 2])
      #expect(try refresh(try #require(login.string("refresh_token"))).status == 401)
    }
  }
}
