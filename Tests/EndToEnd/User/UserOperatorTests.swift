import Foundation
import StackKit
import Testing

extension UserTests {
  /// Users from the machine: by the API's rules, heard of by the token checker, in the audit log.
  @Suite(.serialized) struct OperatorTests {
    let users: UserStack

    init() throws { users = try UserStack.get() }

    private func made(_ arguments: String...) throws -> (name: String, password: String) {
      let name = UserStack.newName()
      let result = try users.stack.operate(["user", "create", name] + arguments)
      try #require(result.status == 0, "\(result.errors)")
      let words = result.output.split(whereSeparator: \.isWhitespace).map(String.init)
      return (name, try #require(words.first { $0.count == 20 && $0 != name }, "\(result.output)"))
    }

    @Test func oneIsMadeDisabledAndLetInAgain() throws {
      let (name, password) = try made("--role", "auditor", "--name", "李四")
      let client = try users.logIn(name, password)
      let me = try client.get("/user/me")
      #expect(me.string("name") == "李四")
      let id = try #require(me.int("user_id"))
      let disabled = try users.stack.operate("user", "disable", name)
      #expect(disabled.status == 0 && disabled.output.contains("ended 1 logins"))
      #expect(try users.secondsUntil(401, client) != nil)
      let reset = try users.stack.operate(
        ["user", "reset-password", name, "--stdin"], input: "a better horse\n")
      #expect(reset.status == 0 && reset.output.contains("erp user enable"), "\(reset.output)")
      #expect(try users.stack.operate("user", "enable", name).status == 0)
      #expect(try users.client().login(name, password: "a better horse").status == 200)

      let events = """
        SELECT type, source FROM outbox WHERE type LIKE 'User%' AND event_key = '\(id)' \
        ORDER BY outbox_id
        """
      #expect(
        try users.stack.sql(events) == [
          ["UserCreated", "erp"], ["UserUpdated", "erp"], ["UserUpdated", "erp"],
        ])
      let log = try users.admin().get("/user/audit/list?object=user:\(id)&sort=called_at").items
        .filter { ($0["action"] as? String)?.hasPrefix("cli.") == true }
      #expect(
        log.compactMap { $0["path"] as? String } == [
          "erp user create", "erp user disable", "erp user reset-password", "erp user enable",
        ])
      #expect(log.allSatisfy { $0["user_id"] is NSNull })
      #expect(
        log.allSatisfy { ($0["remote_address"] as? String)?.hasPrefix("local:") == true })
    }

    @Test func rolesAreGivenAndTaken() throws {
      let (name, _) = try made("--role", "auditor")
      let changed = try users.stack.operate(
        "user", "roles", name, "--add", "buyer", "--remove", "auditor")
      #expect(changed.status == 0 && changed.output == "\(name): buyer\n", "\(changed.errors)")
      let unknown = try users.stack.operate("user", "roles", name, "--add", "no-such-role")
      #expect(unknown.status == 1 && unknown.errors.contains("no-such-role"))
      let all = try users.stack.operate("user", "roles", "--json")
      let roles = try JSONSerialization.jsonObject(with: Data(all.output.utf8)) as? [[String: Any]]
      #expect(roles?.contains { $0["code"] as? String == "buyer" } == true)
      let list = try users.stack.operate("user", "list", "--json")
      let found = try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]]
      let own = found?.first { $0["username"] as? String == name }
      #expect(own?["roles"] as? [String] == ["buyer"] && own?["status"] as? String == "active")
    }

    @Test func whatTheAPIRefusesIsRefusedHereToo() throws {
      let (name, _) = try made()
      let twin = try users.stack.operate(["user", "create", name, "--role", "auditor"])
      #expect(twin.status == 1 && twin.errors.contains(name))
      #expect(try users.stack.operate("user", "create", "a b").status == 64)
      for command in ["disable", "enable", "roles", "reset-password"] {
        let result = try users.stack.operate("user", command, "nobody-here")
        #expect(result.status == 1, "\(command)")
        #expect(result.errors.contains("there is no user nobody-here"), "\(result.errors)")
      }
      let chinese = try users.stack.operate(
        ["user", "disable", "nobody-here"], environment: ["LC_ALL": "zh_CN.UTF-8"])
      #expect(chinese.errors.contains("没有用户 nobody-here"), "\(chinese.errors)")
    }

    /// Other tests of this stack make administrators, who are put aside for the question.
    @Test func theLastAdministratorStays() throws {
      let others =
        "username <> 'admin' AND status = 'active' AND user_id IN "
        + "(SELECT user_id FROM user_role JOIN access_role USING (role_id) WHERE code = 'admin')"
      let ids = try users.stack.sql("SELECT user_id FROM user_account WHERE \(others)").joined()
        .joined(separator: ",")
      if !ids.isEmpty {
        try users.stack.sql(
          "UPDATE user_account SET status = 'disabled' WHERE user_id IN (\(ids))")
      }
      defer {
        if !ids.isEmpty {
          _ = try? users.stack.sql(
            "UPDATE user_account SET status = 'active' WHERE user_id IN (\(ids))")
        }
      }
      for arguments in [["disable", "admin"], ["roles", "admin", "--remove", "admin"]] {
        let result = try users.stack.operate(["user"] + arguments)
        #expect(result.status == 1 && result.errors.contains("last administrator"))
      }
      #expect(try users.admin().get("/user/me").status == 200)
    }
  }
}
