import Foundation
import StackKit
import Testing

extension UserTests {
  @Suite(.serialized) struct LoginTests {
    let users: UserStack

    init() throws { users = try UserStack.get() }

    @Test func aLoginGivesTokensAndTheUser() throws {
      let client = users.client()
      let answer = try client.login("admin", password: users.stack.adminPassword)
      #expect(answer.status == 200)
      #expect(answer.code == 0)
      #expect(answer.int("expires_in") == 1800)
      #expect(answer.string("user.username") == "admin")
      #expect(answer["user.roles"] as? [String] == ["admin"])
      #expect(answer.string("refresh_token")?.isEmpty == false)
      let me = try client.get("/user/me")
      #expect(me.status == 200)
      #expect(me.int("user_id") == answer.int("user.user_id"))
      let permissions = try #require(me["permissions"] as? [String])
      #expect(permissions.contains("order.create") && !permissions.contains("*"))
      #expect(me["password"] == nil && me["password_hash"] == nil)
    }

    @Test func aWrongNameAndAWrongPasswordAreTheSame() throws {
      let user = try users.newUser()
      func attempt(_ name: String, _ password: String) throws -> (APIAnswer, Double) {
        let start = Date()
        let answer = try users.client().post(
          "/user/login", ["username": name, "password": password])
        return (answer, Date().timeIntervalSince(start))
      }
      var known: [Double] = []
      var unknown: [Double] = []
      for _ in 0..<4 {
        let (wrong, time) = try attempt(user.name, "not the password")
        let (stranger, strangerTime) = try attempt(UserStack.newName(), "not the password")
        known.append(time)
        unknown.append(strangerTime)
        for answer in [wrong, stranger] {
          #expect(answer.status == 401)
          #expect(answer.error == "auth.bad_credentials")
        }
        #expect(wrong.message == stranger.message)
        #expect(wrong.http.headers.count == stranger.http.headers.count)
      }
      let ratio = (unknown.min() ?? 0) / (known.min() ?? 1)
      #expect(ratio > 0.33 && ratio < 3, "unknown / known = \(ratio)")
      #expect((unknown.min() ?? 0) > 0.02, "an unknown name costs a hash too")
    }

    @Test func impossiblePasswordsAreJustWrong() throws {
      let user = try users.newUser()
      let long = String(repeating: "x", count: 73)
      let answer = try users.client().post(
        "/user/login", ["username": user.name, "password": UserStack.password + long])
      #expect(answer.status == 401)
      let nul = try users.client().post(
        "/user/login", ["username": user.name, "password": UserStack.password + "\0x"])
      #expect(nul.status == 400)
      for body in [[:], ["username": user.name], ["username": user.name, "password": 7]]
        as [[String: Any]]
      {
        let answer = try users.client().post("/user/login", body)
        #expect(answer.status == 400)
        #expect(answer.error == "request.invalid")
      }
    }

    @Test func fiveFailuresBlockTheNameAndNoOther() throws {
      for name in [try users.newUser().name, UserStack.newName("nobody")] {
        for _ in 0..<5 {
          let answer = try users.client().post(
            "/user/login", ["username": name, "password": "wrong password"])
          #expect(answer.status == 401)
        }
        for password in ["wrong password", UserStack.password] {
          let answer = try users.client().post(
            "/user/login", ["username": name, "password": password])
          #expect(answer.status == 429)
          #expect(answer.error == "rate.limited")
          let seconds = answer.http.header("Retry-After").flatMap { Int($0) } ?? 0
          #expect((290...300).contains(seconds), "Retry-After: \(seconds)")
        }
      }
      _ = try users.logIn(try users.newUser().name, UserStack.password)
    }

    @Test func theBlockEndsWithItsWindow() throws {
      let user = try users.newUser()
      for _ in 0..<5 {
        _ = try users.client().post(
          "/user/login", ["username": user.name, "password": "wrong one"])
      }
      #expect(
        try users.client().post(
          "/user/login", ["username": user.name, "password": UserStack.password]
        ).status == 429)
      try users.stack.sql(
        """
        UPDATE login_failure SET failed_5 = failed_5 - INTERVAL 301 SECOND \
        WHERE name_hash = UNHEX(SHA2('\(user.name)', 256))
        """)
      _ = try users.logIn(user.name, UserStack.password)
      // A right password ends the count: four more failures are answered as such.
      for _ in 0..<4 {
        let answer = try users.client().post(
          "/user/login", ["username": user.name, "password": "wrong one"])
        #expect(answer.status == 401)
      }
      _ = try users.logIn(user.name, UserStack.password)
    }

    /// However many guess at once, no more than five are answered.
    @Test func guessesAtTheSameTimeAreCountedOneByOne() throws {
      let user = try users.newUser()
      let statuses = try Crowd.run(16) { _ in
        try users.client().post("/user/login", ["username": user.name, "password": "wrong one"])
          .status
      }
      #expect(statuses.count == 16)
      #expect(statuses.filter { $0 == 401 }.count == 5)
      #expect(statuses.filter { $0 == 429 }.count == 11)
    }

    @Test func manyMayLogInWithOneNameAtOnce() throws {
      let user = try users.newUser()
      let tokens = try Crowd.run(12) { _ in
        try users.logIn(user.name, UserStack.password).token ?? ""
      }
      #expect(Set(tokens).count == 12)
    }

    @Test func aDisabledUserDoesNotGetIn() throws {
      let user = try users.newUser()
      let changed = try users.admin().put(
        "/user/\(user.id)", ["status": "disabled", "version": 1])
      #expect(changed.string("status") == "disabled")
      let right = try users.client().post(
        "/user/login", ["username": user.name, "password": UserStack.password])
      #expect(right.status == 401)
      #expect(right.error == "auth.user_disabled")
      let wrong = try users.client().post(
        "/user/login", ["username": user.name, "password": "wrong one"])
      #expect(wrong.error == "auth.bad_credentials", "only who knows the password learns of it")
    }

    @Test func answersInTheLanguageThatTheClientPrefers() throws {
      let client = users.client()
      client.language = "zh-CN,zh;q=0.9,en;q=0.8"
      let answer = try client.post(
        "/user/login", ["username": UserStack.newName(), "password": "wrong one"])
      #expect(answer.message == "用户名或密码错误。")
    }

    /// A blocked login is told once in its window, however often it is tried.
    @Test func theFirstRefusalOfABlockIsInTheAuditLog() throws {
      let user = try users.newUser()
      func attempts(_ count: Int) throws -> [Int] {
        try Crowd.run(count) { _ in
          try users.client().post(
            "/user/login", ["username": user.name, "password": "wrong one"]
          ).status
        }
      }
      func audited() throws -> [Int] {
        try users.admin().get("/user/audit/list?user_id=\(user.id)")
          .items.compactMap { $0["status"] as? Int }
      }
      #expect(try attempts(5) == Array(repeating: 401, count: 5))
      #expect(try attempts(8) == Array(repeating: 429, count: 8))
      #expect(try audited() == [429, 401, 401, 401, 401, 401])
      try users.stack.sql(
        """
        UPDATE login_failure SET refused_at = refused_at - INTERVAL 301 SECOND \
        WHERE name_hash = UNHEX(SHA2('\(user.name)', 256))
        """)
      #expect(try attempts(2) == [429, 429])
      #expect(try audited().filter { $0 == 429 }.count == 2)
    }

    @Test func everyLoginIsInTheAuditLog() throws {
      let user = try users.newUser()
      _ = try users.client().post("/user/login", ["username": user.name, "password": "wrong one"])
      _ = try users.logIn(user.name, UserStack.password)
      let list = try users.admin().get("/user/audit/list?user_id=\(user.id)")
      #expect(list.int("total") == 2)
      #expect(list.items.map { $0["status"] as? Int } == [200, 401], "the newest first")
      for entry in list.items {
        #expect(entry["action"] as? String == "POST /user/login")
        #expect(entry["username"] as? String == user.name)
        #expect(entry["remote_address"] as? String == "127.0.0.1")
        #expect((entry["request_id"] as? String)?.isEmpty == false)
      }
    }
  }
}
