import Foundation
import StackKit
import Testing

/// What a user may do, and to whom: own organisation and those below, and never more than itself.
extension UserTests {
  @Suite(.serialized) struct RightsTests {
    let users: UserStack

    init() throws { users = try UserStack.get() }

    private static let managing = [
      "user.create", "user.read", "user.update", "user.role_assign", "user.role_create",
      "user.role_read", "user.org_create", "user.audit_read",
    ]

    @Test func theRolesAtTheStartAreThere() throws {
      let roles = try users.admin().get("/user/role/list?size=200").items
      let codes = Set(roles.compactMap { $0["code"] as? String })
      #expect(
        codes.isSuperset(of: [
          "admin", "store_clerk", "store_manager", "buyer", "planner", "worker", "accountant",
          "auditor", "warehouse_clerk", "foreman", "integrator",
        ]))
      for role in roles where role["code"] as? String == "store_clerk" {
        let given = role["permissions"] as? [String] ?? []
        #expect(given.contains("pos.sync") && !given.contains("pos.register"))
        #expect(given.allSatisfy { !$0.contains("*") })
      }
      let admin = roles.first { $0["code"] as? String == "admin" }
      #expect(admin?["permissions"] as? [String] == ["*"])
    }

    @Test func permissionsComeFromTheRoutes() throws {
      let list = try users.admin().get("/user/permission/list")
      let permissions = try #require(list.data as? [[String: Any]])
      let codes = permissions.compactMap { $0["code"] as? String }
      #expect(codes == codes.sorted())
      #expect(Set(codes).isSuperset(of: Self.managing + ["stock.in", "order.create"]))
      #expect(permissions.allSatisfy { ($0["description"] as? String)?.isEmpty == false })
      let text = try users.stack.operate("openapi").output
      for code in codes { #expect(text.contains("\"\(code)\""), "\(code) is a route's") }
    }

    @Test func theAuditorReadsEverythingAndChangesNothing() throws {
      let user = try users.newUser(roles: ["auditor"])
      let auditor = try users.logIn(user.name, UserStack.password)
      let reads = [
        "/user/me", "/user/list", "/user/1", "/user/role/list", "/user/permission/list",
        "/user/org/tree", "/user/audit/list",
      ]
      for path in reads { #expect(try auditor.get(path).status == 200, "\(path)") }
      let writes = [
        "/user/create", "/user/role/create", "/user/role/assign", "/user/org/create",
        "/user/password/reset",
      ]
      for path in writes {
        let answer = try auditor.post(path, [String: Any]())
        #expect(answer.status == 403, "\(path)")
        #expect(answer.error == "auth.forbidden")
      }
      #expect(try auditor.put("/user/1", ["version": 1]).status == 403)
    }

    @Test func whoHasNoRoleMayDoNothing() throws {
      let user = try users.newUser()
      let client = try users.logIn(user.name, UserStack.password)
      #expect(try client.get("/user/me").status == 200)
      #expect(try client.get("/user/me")["permissions"] as? [String] == [])
      for path in ["/user/list", "/user/\(user.id)", "/user/role/list", "/user/audit/list"] {
        #expect(try client.get(path).status == 403, "\(path)")
      }
    }

    @Test func rolesAreCheckedWhenTheyAreMade() throws {
      let admin = try users.admin()
      let code = UserStack.newName("r")
      let body: [String: Any] = [
        "code": code, "name": "仓管", "permissions": ["stock.*", "item.read", "item.read"],
      ]
      let made = try admin.post("/user/role/create", body)
      #expect(made.status == 201)
      #expect(made["permissions"] as? [String] == ["item.read", "stock.*"])
      #expect(try admin.post("/user/role/create", body).error == "role.duplicate")
      let unknown = try admin.post(
        "/user/role/create",
        ["code": code + "x", "name": "x", "permissions": ["item.read", "no.such"]])
      #expect(unknown.status == 400)
      #expect(unknown.details.first?["field"] as? String == "permissions[1]")
    }

    /// The manager of one store, with every permission of the user centre.
    private func manager(of org: Int) throws -> APIClient {
      try users.logIn(
        try users.newUser(permissions: Self.managing, org: org).name, UserStack.password)
    }

    @Test func nobodyGivesMoreThanHeHas() throws {
      let store = try users.newOrg(below: 1)
      let manager = try manager(of: store)
      let own = try #require(try manager.get("/user/me").int("user_id"))
      for role in ["admin", "store_manager", "auditor"] {
        let user = try users.newUser(org: store)
        let toOther = try manager.post(
          "/user/role/assign", ["user_id": user.id, "roles": [role]])
        #expect(toOther.status == 403, "\(role)")
        let toSelf = try manager.post("/user/role/assign", ["user_id": own, "roles": [role]])
        #expect(toSelf.status == 403, "\(role)")
        let made = try manager.post(
          "/user/create",
          [
            "username": UserStack.newName(), "password": UserStack.password, "name": "x",
            "roles": [role],
          ])
        #expect(made.status == 403, "\(role)")
      }
      for permissions in [["*"], ["*.read"], ["stock.in"], ["user.*", "item.create"]] {
        let role = try manager.post(
          "/user/role/create",
          ["code": UserStack.newName("r"), "name": "x", "permissions": permissions])
        #expect(role.status == 403, "\(permissions)")
      }
      let fine = try manager.post(
        "/user/role/create",
        ["code": UserStack.newName("r"), "name": "x", "permissions": ["user.read"]])
      #expect(fine.status == 201)
    }

    @Test func nobodyPushesDownWhoStandsAbove() throws {
      let store = try users.newOrg(below: 1)
      let manager = try manager(of: store)
      let above = try users.newUser(roles: ["admin"], org: store)
      let changes: [(String, APIAnswer)] = [
        ("disable", try manager.put("/user/\(above.id)", ["status": "disabled", "version": 1])),
        (
          "demote",
          try manager.post("/user/role/assign", ["user_id": above.id, "roles": [String]()])
        ),
        (
          "reset",
          try manager.post(
            "/user/password/reset", ["user_id": above.id, "new_password": "a better horse"])
        ),
      ]
      for (what, answer) in changes { #expect(answer.status == 403, "\(what)") }
    }

    @Test func usersOfOtherOrganisationsDoNotExist() throws {
      let mine = try users.newOrg(below: 1)
      let below = try users.newOrg(below: mine)
      let other = try users.newOrg(below: 1)
      let manager = try manager(of: mine)
      let colleague = try users.newUser(org: mine)
      let subordinate = try users.newUser(org: below)
      let strangers = [try users.newUser(org: other), try users.newUser(org: 1)]
      for user in [colleague, subordinate] {
        #expect(try manager.get("/user/\(user.id)").status == 200)
      }
      for stranger in strangers {
        let answers: [(String, APIAnswer)] = [
          ("get", try manager.get("/user/\(stranger.id)")),
          ("put", try manager.put("/user/\(stranger.id)", ["name": "x", "version": 1])),
          (
            "assign",
            try manager.post(
              "/user/role/assign", ["user_id": stranger.id, "roles": [String]()])
          ),
          (
            "reset",
            try manager.post(
              "/user/password/reset", ["user_id": stranger.id, "new_password": "a better one"])
          ),
        ]
        for (what, answer) in answers {
          #expect(answer.status == 404, "\(what)")
          #expect(answer.error == "user.not_found", "\(what)")
        }
        #expect(try users.admin().get("/user/\(stranger.id)").string("name") == "张三")
      }
      let seen = try manager.get("/user/list?size=200").items.compactMap { $0["org_id"] as? Int }
      #expect(Set(seen) == [mine, below])
      #expect(try manager.get("/user/list?org_id=\(other)").int("total") == 0)
    }

    @Test func nobodyIsMovedOrMadeOutsideOfTheScope() throws {
      let mine = try users.newOrg(below: 1)
      let other = try users.newOrg(below: 1)
      let manager = try manager(of: mine)
      let user = try users.newUser(org: mine)
      for org in [other, 1] {
        let made = try manager.post(
          "/user/create",
          [
            "username": UserStack.newName(), "password": UserStack.password, "name": "x",
            "org_id": org,
          ])
        #expect(made.error == "org.not_found")
        let moved = try manager.put("/user/\(user.id)", ["org_id": org, "version": 1])
        #expect(moved.error == "org.not_found")
        let planted = try manager.post(
          "/user/org/create",
          ["code": UserStack.newName("o"), "name": "x", "kind": "store", "parent_id": org])
        #expect(planted.error == "org.not_found")
      }
    }

    @Test func aNewOrganisationIsInScopeWithinASecond() throws {
      let mine = try users.newOrg(below: 1)
      let manager = try manager(of: mine)
      #expect(try manager.get("/user/me").status == 200)
      let planted = try manager.post(
        "/user/org/create", ["code": UserStack.newName("o"), "name": "分店", "kind": "store"])
      #expect(planted.status == 201)
      #expect(planted.int("parent_id") == mine, "a branch of the caller's own")
      let branch = try #require(planted.int("org_id"))
      let user = try users.newUser(org: branch)
      let seconds = try #require(try users.secondsUntil(200, manager, "/user/\(user.id)"))
      #expect(seconds < 1)
    }

    @Test func theTreeShowsWhatIsBelow() throws {
      let mine = try users.newOrg(below: 1, kind: "company")
      let branch = try users.newOrg(below: mine)
      let shelf = try users.newOrg(below: branch, kind: "warehouse")
      _ = try users.newOrg(below: 1)
      let tree = try manager(of: mine).get("/user/org/tree")
      #expect((tree.data as? [Any])?.count == 1)
      #expect(tree.int("0.org_id") == mine)
      #expect(tree.string("0.kind") == "company")
      #expect(tree.int("0.children.0.org_id") == branch)
      #expect(tree.int("0.children.0.children.0.org_id") == shelf)
      let whole = try users.admin().get("/user/org/tree")
      #expect(whole.int("0.org_id") == 1)
      #expect(whole.string("0.code") == "HQ")
    }

    @Test func theTreeHasAFloor() throws {
      var org = 1
      var answer: APIAnswer?
      let admin = try users.admin()
      for _ in 0..<10 {
        let made = try admin.post(
          "/user/org/create",
          ["code": UserStack.newName("o"), "name": "x", "kind": "store", "parent_id": org])
        answer = made
        guard made.status == 201, let id = made.int("org_id") else { break }
        org = id
      }
      #expect(answer?.status == 409)
      #expect(answer?.error == "org.limit")
      let code = UserStack.newName("o")
      let body = ["code": code, "name": "x", "kind": "store"]
      #expect(try admin.post("/user/org/create", body).status == 201)
      #expect(try admin.post("/user/org/create", body).error == "org.duplicate")
    }

    /// The list of all organisations below the caller travels with each of its requests.
    @Test func theLargestTreeFitsIntoARequest() throws {
      let company = try users.newOrg(kind: "company")
      let manager = try manager(of: company)
      let count = try #require(
        try users.stack.sql("SELECT \(2000) - COUNT(*) FROM org_unit").first.flatMap { Int($0[0]) })
      let first = 20_000  // ids are counted up: five digits are more than there can be
      try users.stack.sql(
        """
        INSERT INTO org_unit (org_id, code, name, kind, parent_id, path) \
        SELECT \(first) + seq, CONCAT('bulk', seq), 'x', 'store', \(company), \
        CONCAT('/\(company)/', \(first) + seq, '/') FROM seq_1_to_\(count)
        """)
      defer {
        _ = try? users.stack.sql("DELETE FROM org_unit WHERE org_id > \(first)")
        _ = try? users.stack.sql("UPDATE access_epoch SET epoch = epoch + 1")
      }
      try users.stack.sql("UPDATE access_epoch SET epoch = epoch + 1")
      usleep(600_000)
      let tree = try manager.get("/user/org/tree")
      #expect(tree.status == 200, "\(tree.http.text.prefix(300))")
      #expect((tree["0.children"] as? [Any])?.count == count)
      let full = try users.admin().post(
        "/user/org/create", ["code": UserStack.newName("o"), "name": "x", "kind": "store"])
      #expect(full.error == "org.limit")
    }

    @Test func theAuditLogShowsOnlyOwnPeople() throws {
      let mine = try users.newOrg(below: 1)
      let manager = try manager(of: mine)
      let own = try #require(try manager.get("/user/me").int("user_id"))
      _ = try users.client().post(
        "/user/login", ["username": UserStack.newName(), "password": "wrong one"])
      let seen = try manager.get("/user/audit/list?size=200").items
      #expect(!seen.isEmpty)
      #expect(seen.allSatisfy { $0["user_id"] as? Int == own })
      let all = try users.admin().get("/user/audit/list?size=200").items
      #expect(all.contains { $0["user_id"] is NSNull }, "a login with an unknown name")
    }

    @Test func theAuditLogIsFiltered() throws {
      let admin = try users.admin()
      let before = ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: -2))
      let user = try users.newUser(by: admin)
      _ = try admin.put("/user/\(user.id)", ["name": "x", "version": 1])
      let after = ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: 2))
      let list = try admin.get("/user/audit/list?action=user.update&from=\(before)&to=\(after)")
      #expect(list.items.contains { $0["path"] as? String == "/user/\(user.id)" })
      #expect(list.items.allSatisfy { $0["action"] as? String == "user.update" })
      #expect(try admin.get("/user/audit/list?to=2020-01-01T00:00:00Z").int("total") == 0)
      #expect(try admin.get("/user/audit/list?from=yesterday").status == 400)
    }

    /// Who changed this? By the request's id, and by the thing.
    @Test func theAuditLogNamesWhatACallWasAbout() throws {
      let admin = try users.admin()
      let user = try users.newUser(by: admin)
      let key: [HTTPClient.Header] = [("Idempotency-Key", UserStack.newName("k"))]
      let path = "/user/\(user.id)"
      let change: [String: Any] = ["name": "y", "version": 1]
      let changed = try admin.send("PUT", path, body: change, headers: key)
      let refused = try admin.put(path, ["name": "z", "version": 1])
      try #require(changed.status == 200 && refused.status == 412)
      let about = try admin.get("/user/audit/list?object=user:\(user.id)&sort=called_at").items
      #expect(about.compactMap { $0["action"] as? String }.prefix(1) == ["user.create"])
      #expect(about.compactMap { $0["status"] as? Int } == [201, 200, 412])
      let request = try #require(changed.requestID)
      let one = try admin.get("/user/audit/list?request_id=\(request)").items
      #expect(one.count == 1 && one[0]["object"] as? String == "user:\(user.id)")
      let code = UserStack.newName("r")
      let role = try admin.post(
        "/user/role/create", ["code": code, "name": "x", "permissions": ["item.read"]])
      let made = try admin.get("/user/audit/list?request_id=\(try #require(role.requestID))")
      #expect(made.string("items.0.object") == "role:\(code)", "\(made.http.text)")
      // A repeat gets the first answer, and leaves no row.
      let again = try admin.send("PUT", path, body: change, headers: key)
      #expect(again.status == 200 && again.requestID == changed.requestID)
      #expect(try admin.get("/user/audit/list?object=user:\(user.id)").int("total") == 3)
    }
  }
}
