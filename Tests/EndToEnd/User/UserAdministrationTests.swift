import Foundation
import StackKit
import Testing

extension UserTests {
  @Suite(.serialized) struct AdministrationTests {
    let users: UserStack

    init() throws { users = try UserStack.get() }

    @Test func aUserIsMadeReadChangedAndListed() throws {
      let admin = try users.admin()
      let name = UserStack.newName()
      let made = try admin.post(
        "/user/create",
        [
          "username": name, "password": UserStack.password, "name": "李四",
          "phone": "13812345678", "roles": ["store_clerk", "buyer", "buyer"],
        ])
      #expect(made.status == 201)
      #expect(made["roles"] as? [String] == ["buyer", "store_clerk"])
      #expect(made.int("version") == 1)
      #expect(made.int("org_id") == 1)
      #expect(made.string("status") == "active")
      #expect(made.string("phone") == "13812345678")
      #expect(made["password"] == nil)
      let id = try #require(made.int("user_id"))
      let read = try admin.get("/user/\(id)")
      #expect(read.string("name") == "李四")

      let changed = try admin.put("/user/\(id)", ["name": "李四四", "phone": "", "version": 1])
      #expect(changed.status == 200)
      #expect(changed.string("name") == "李四四")
      #expect(changed["phone"] is NSNull)
      #expect(changed.int("version") == 2)
      let stale = try admin.put("/user/\(id)", ["name": "王五", "version": 1])
      #expect(stale.status == 412)
      #expect(stale.error == "version.stale")

      let list = try admin.get("/user/list?keyword=\(name)&status=active&org_id=1")
      #expect(list.int("total") == 1)
      #expect(list.items.first?["user_id"] as? Int == id)
      #expect(try admin.get("/user/list?keyword=\(name)&status=disabled").int("total") == 0)
      #expect(try admin.get("/user/list?keyword=%25%25%25").int("total") == 0)
    }

    @Test func listsArePagedAndSorted() throws {
      let admin = try users.admin()
      for _ in 0..<3 { _ = try users.newUser(by: admin) }
      let all = try admin.get("/user/list?size=200&sort=username").items
      let names = all.compactMap { $0["username"] as? String }
      #expect(names == names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
      let first = try admin.get("/user/list?size=2&page=1&sort=-user_id")
      let second = try admin.get("/user/list?size=2&page=2&sort=-user_id")
      let ids = (first.items + second.items).compactMap { $0["user_id"] as? Int }
      #expect(ids.count >= 3 && ids == ids.sorted(by: >))
      #expect(first.int("size") == 2 && second.int("page") == 2)
      #expect(try admin.get("/user/list?sort=password_hash").status == 400)
      #expect(try admin.get("/user/list?size=201").status == 400)
    }

    @Test func namesMayBeChinese() throws {
      let name = "张三\(UInt32.random(in: 0...UInt32.max))"
      let made = try users.admin().post(
        "/user/create", ["username": name, "password": UserStack.password, "name": "张三"])
      #expect(made.string("username") == name)
      let client = try users.logIn(name, UserStack.password)
      #expect(try client.get("/user/me").string("username") == name)
      let changed = try client.post(
        "/user/password",
        ["old_password": UserStack.password, "new_password": "a better horse"])
      #expect(changed.status == 200, "the name goes through Nginx and back")
    }

    @Test func rolesChangeFromManyToMany() throws {
      let admin = try users.admin()
      let codes = try (0..<60).map { number in
        let code = UserStack.newName("r\(number)-")
        let made = try admin.post(
          "/user/role/create", ["code": code, "name": "x", "permissions": ["item.read"]])
        try #require(made.status == 201)
        return code
      }
      let user = try users.newUser(roles: Array(codes[..<50]))
      let changed = try admin.post(
        "/user/role/assign", ["user_id": user.id, "roles": Array(codes[10...])])
      #expect(changed["roles"] as? [String] == codes[10...].sorted())
      #expect(
        try admin.post("/user/role/assign", ["user_id": user.id, "roles": codes]).status == 400)
    }

    @Test func aTakenNameIsRefused() throws {
      let user = try users.newUser()
      let answer = try users.admin().post(
        "/user/create",
        ["username": user.name, "password": UserStack.password, "name": "another"])
      #expect(answer.status == 409)
      #expect(answer.error == "user.duplicate")
    }

    @Test func aNameIsGivenOnceHoweverManyAsk() throws {
      let name = UserStack.newName()
      let statuses = try Crowd.run(6) { _ in
        try users.admin().post(
          "/user/create", ["username": name, "password": UserStack.password, "name": "x"]
        ).status
      }
      #expect(statuses.sorted() == [201, 409, 409, 409, 409, 409])
    }

    @Test func everyFaultIsNamedAtOnce() throws {
      let answer = try users.admin().post(
        "/user/create",
        [
          "username": "a b", "password": "short", "name": 7, "phone": "call me", "org_id": 0,
          "roles": ["x", 7], "is_admin": true,
        ])
      #expect(answer.status == 400)
      #expect(answer.error == "request.invalid")
      let fields = Set(answer.details.compactMap { $0["field"] as? String })
      #expect(
        fields == ["username", "password", "name", "org_id", "roles[1]", "is_admin"])
    }

    @Test(arguments: ["1234567", "密码", String(repeating: "密", count: 25)])
    func passwordsOfAnotherLengthAreRefused(password: String) throws {
      let answer = try users.admin().post(
        "/user/create",
        ["username": UserStack.newName(), "password": password, "name": "x"])
      #expect(answer.status == 400)
      #expect(answer.details.compactMap { $0["field"] as? String } == ["password"])
      #expect(!answer.http.text.contains(password), "a password is never sent back")
    }

    @Test(arguments: ["12345678", "密码密码", String(repeating: "x", count: 72)])
    func passwordsOfTheRightLengthWork(password: String) throws {
      let name = UserStack.newName()
      let made = try users.admin().post(
        "/user/create", ["username": name, "password": password, "name": "x"])
      #expect(made.status == 201)
      _ = try users.logIn(name, password)
      let other = password.dropLast() + "y"
      #expect(
        try users.client().post(
          "/user/login", ["username": name, "password": String(other)]
        ).status == 401)
    }

    @Test func aRepeatedCreateWithItsKeyIsReplayed() throws {
      let admin = try users.admin()
      let key = UUID().uuidString
      let body = ["username": UserStack.newName(), "password": UserStack.password, "name": "x"]
      let first = try admin.post("/user/create", body, key: key)
      let again = try admin.post("/user/create", body, key: key)
      #expect(first.status == 201 && again.status == 201)
      #expect(first.http.body == again.http.body)
      #expect(again.http.header("Idempotency-Replayed") == "true")
      var other = body
      other["password"] = "another password"
      let mismatch = try admin.post("/user/create", other, key: key)
      #expect(mismatch.status == 422)
      #expect(mismatch.error == "idempotency.mismatch")
    }

    @Test func theOldPasswordMustBeRight() throws {
      let user = try users.newUser()
      let client = try users.logIn(user.name, UserStack.password)
      let body = ["old_password": "wrong one", "new_password": "a better horse"]
      for _ in 0..<5 {
        let answer = try client.post("/user/password", body)
        #expect(answer.status == 401)
        #expect(answer.error == "auth.bad_credentials")
      }
      let blocked = try client.post("/user/password", body)
      #expect(blocked.status == 429, "a stolen token is no way to guess the password")
      #expect(
        try client.post(
          "/user/password", ["old_password": UserStack.password, "new_password": "short"]
        ).status == 400)
    }

    @Test func aForgottenPasswordIsReset() throws {
      let user = try users.newUser()
      let client = try users.logIn(user.name, UserStack.password)
      #expect(try client.get("/user/me").status == 200)
      let answer = try users.admin().post(
        "/user/password/reset", ["user_id": user.id, "new_password": "a better horse"])
      #expect(answer.status == 200)
      #expect(try users.secondsUntil(401, client) != nil)
      _ = try users.logIn(user.name, "a better horse")
    }

    @Test func somebodyMustRemainWhoMayDoEverything() throws {
      let admin = try users.admin()
      let me = try admin.get("/user/me")
      let id = try #require(me.int("user_id"))
      let disabled = try admin.put(
        "/user/\(id)", ["status": "disabled", "version": try #require(me.int("version"))])
      #expect(disabled.status == 409)
      #expect(disabled.error == "user.last_admin")
      let demoted = try admin.post("/user/role/assign", ["user_id": id, "roles": ["auditor"]])
      #expect(demoted.error == "user.last_admin")
      // With a second one it works, and then that one is the last.
      let second = try users.newUser(roles: ["admin"])
      let secondClient = try users.logIn(second.name, UserStack.password)
      let again = try secondClient.put("/user/\(second.id)", ["status": "disabled", "version": 1])
      #expect(again.status == 200)
      #expect(try admin.get("/user/me").status == 200)
    }

    @Test func whatIsNotThereIsNotFound() throws {
      let admin = try users.admin()
      #expect(try admin.get("/user/999999").error == "user.not_found")
      #expect(try admin.put("/user/999999", ["version": 1]).error == "user.not_found")
      #expect(try admin.get("/user/0").status == 400)
      #expect(try admin.get("/user/abc").status == 400)
      #expect(try admin.get("/user/9223372036854775808").status == 400)
      let roles = try admin.post("/user/role/assign", ["user_id": 1, "roles": ["nobody"]])
      #expect(roles.status == 404)
      #expect(roles.error == "role.not_found")
      let org = try admin.post(
        "/user/create",
        [
          "username": UserStack.newName(), "password": UserStack.password, "name": "x",
          "org_id": 999_999,
        ])
      #expect(org.error == "org.not_found")
    }

    @Test func eventsTellOfUsersWithoutTheirPhones() throws {
      let admin = try users.admin()
      let name = UserStack.newName()
      let made = try admin.post(
        "/user/create",
        [
          "username": name, "password": UserStack.password, "name": "x", "phone": "13900001111",
        ])
      let id = try #require(made.int("user_id"))
      _ = try admin.put("/user/\(id)", ["name": "y", "version": 1])
      _ = try admin.post("/user/role/assign", ["user_id": id, "roles": ["worker"]])
      let rows = try users.stack.sql(
        """
        SELECT type, CONVERT(payload USING utf8mb4) FROM outbox \
        WHERE stream = 'user' AND event_key = '\(id)' ORDER BY outbox_id
        """)
      #expect(rows.map(\.first) == ["UserCreated", "UserUpdated", "UserUpdated"])
      #expect(rows.allSatisfy { $0[1].contains(name) && !$0[1].contains("13900001111") })
      #expect(rows.last?[1].contains(#""roles":["worker"]"#) == true)
    }
  }
}
