import Foundation
import StackKit
import Testing

extension UserTests {
  /// What was taken away is gone within a second, without a new login, whatever Redis says.
  @Suite(.serialized) struct RevocationTests {
    let users: UserStack

    init() throws { users = try UserStack.get() }

    private func expectSoon(_ status: Int, _ client: APIClient, _ path: String = "/user/me") throws
    {
      let seconds = try users.secondsUntil(status, client, path)
      #expect((seconds ?? 99) < 1, "\(status) after \(seconds ?? 99) s")
    }

    @Test(arguments: 1...5)
    func aLogout(round: Int) throws {
      let user = try users.newUser()
      let client = try users.logIn(user.name, UserStack.password)
      let other = try users.logIn(user.name, UserStack.password)
      #expect(try client.get("/user/me").status == 200)
      #expect(try client.send("POST", "/user/logout").status == 200, "no body is needed")
      try expectSoon(401, client)
      #expect(try client.get("/user/me").error == "auth.token_revoked")
      #expect(try other.get("/user/me").status == 200, "the other login goes on")
    }

    @Test func aTokenThatWasNeverSeenBeforeItsLogout() throws {
      let client = try users.logIn(try users.newUser().name, UserStack.password)
      let token = try #require(client.token)
      try users.stack.sql(
        "UPDATE user_session SET revoked_at = NOW(6), revoked_because = 'logout' "
          + "ORDER BY session_id DESC LIMIT 1")
      client.token = token
      #expect(try client.get("/user/me").error == "auth.token_revoked")
    }

    @Test func aDisabledUser() throws {
      let user = try users.newUser()
      let client = try users.logIn(user.name, UserStack.password)
      #expect(try client.get("/user/me").status == 200)
      _ = try users.admin().put("/user/\(user.id)", ["status": "disabled", "version": 1])
      try expectSoon(401, client)
      #expect(try client.get("/user/me").error == "auth.token_revoked")
      let again = try users.admin().put("/user/\(user.id)", ["status": "active", "version": 2])
      #expect(again.string("status") == "active")
      usleep(600_000)
      #expect(try client.get("/user/me").status == 401, "the old token does not come back to life")
      _ = try users.logIn(user.name, UserStack.password)
    }

    @Test func rolesGivenAndTaken() throws {
      let user = try users.newUser()
      let client = try users.logIn(user.name, UserStack.password)
      #expect(try client.get("/user/list").status == 403)
      let given = try users.admin().post(
        "/user/role/assign", ["user_id": user.id, "roles": ["auditor"]])
      #expect(given["roles"] as? [String] == ["auditor"])
      try expectSoon(200, client, "/user/list")
      _ = try users.admin().post(
        "/user/role/assign", ["user_id": user.id, "roles": [String]()])
      try expectSoon(403, client, "/user/list")
    }

    @Test func aNewPasswordEndsAllOtherLogins() throws {
      let user = try users.newUser()
      let client = try users.logIn(user.name, UserStack.password)
      let other = try users.logIn(user.name, UserStack.password)
      #expect(try other.get("/user/me").status == 200)
      let changed = try client.post(
        "/user/password",
        ["old_password": UserStack.password, "new_password": "a better horse"])
      #expect(changed.status == 200)
      #expect(changed.data is NSNull)
      try expectSoon(401, other)
      #expect(try client.get("/user/me").status == 200, "this login goes on")
      #expect(
        try users.client().post(
          "/user/login", ["username": user.name, "password": UserStack.password]
        ).status == 401)
      _ = try users.logIn(user.name, "a better horse")
    }

    /// Whatever the order of a disabling and of logins and refreshes at the same moment: afterwards
    /// no login of the user is open.
    @Test(arguments: 1...6)
    func aDisablingAmongLoginsAndRefreshes(round: Int) throws {
      let user = try users.newUser()
      let refresh = try #require(
        try users.client().login(user.name, password: UserStack.password).string("refresh_token"))
      let admin = try users.admin().token
      let statuses = try Crowd.run(6) { index in
        let client = users.client()
        switch index {
        case 0:
          usleep(UInt32(60_000 * round))
          client.token = admin
          return try client.put("/user/\(user.id)", ["status": "disabled", "version": 1]).status
        case 1:
          usleep(UInt32(50_000 * round))
          return try client.post("/user/refresh", ["refresh_token": refresh]).status
        default:
          return try client.login(user.name, password: UserStack.password).status
        }
      }
      #expect(statuses.count == 6 && Set(statuses).isSubset(of: [200, 401]), "\(statuses)")
      let open = try users.stack.sql(
        "SELECT COUNT(*) FROM user_session WHERE user_id = \(user.id) AND revoked_at IS NULL")
      #expect(open.first?.first == "0")
    }

    @Test func anEmptiedRedisRevivesNothing() throws {
      let user = try users.newUser()
      let client = try users.logIn(user.name, UserStack.password)
      _ = try client.send("POST", "/user/logout")
      try expectSoon(401, client)
      try users.stack.restart("redis")
      #expect(try client.get("/user/me").status == 401)
      try users.stack.restart("auth")
      #expect(try client.get("/user/me").status == 401)
    }

    @Test func aRestartOfTheTokenCheckerForgetsNobody() throws {
      let client = try users.admin()
      for _ in 0..<3 {
        try users.stack.restart("auth")
        #expect(try client.get("/user/me").status == 200)
      }
    }

    @Test func aLostDatabaseIsUnavailableNotALogout() throws {
      let known = try users.admin()
      #expect(try known.get("/user/me").status == 200)
      let unknown = try users.admin()
      try users.stack.stop("mariadb")
      for client in [known, unknown] {
        let answer = try client.get("/user/me")
        #expect(answer.status == 503, "\(answer.http.text)")
        #expect(answer.error == "unavailable")
      }
      let login = try users.client().post("/user/login", ["username": "admin", "password": "x"])
      #expect(login.status == 503)
      try users.stack.start("mariadb")
      #expect(try users.secondsUntil(200, known) != nil)
      #expect(try unknown.get("/user/me").status == 200)
    }
  }
}
