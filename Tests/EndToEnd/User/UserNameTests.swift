import Foundation
import StackKit
import Testing

extension UserTests {
  /// One person is one name, however it is typed; and a change says what is to be so.
  @Suite(.serialized) struct NameTests {
    let users: UserStack

    init() throws { users = try UserStack.get() }

    @Test func aNameIsOneInAnyCaseAndWidth() throws {
      let admin = try users.admin()
      let name = "Ab.\(UUID().uuidString.prefix(8))"
      func make(_ name: String) throws -> APIAnswer {
        try admin.post(
          "/user/create", ["username": name, "password": UserStack.password, "name": "甲"])
      }
      let made = try make(" \(name)\u{200B}")
      #expect(made["username"] as? String == name)
      #expect((made["warnings"] as? [[String: Any]])?.first?["field"] as? String == "org_id")
      for other in [name.lowercased(), name.uppercased(), "Ａ\(name.dropFirst())"] {
        #expect(try make(other).error == "user.duplicate", "\(other)")
        #expect(try users.client().login(other, password: UserStack.password).status == 200)
      }
      #expect(try make("a\u{200B}b").status == 400)
      // A pair of before logs in exactly, and nobody else by that name.
      let pair = String(name.reversed())
      let id = try #require(try make(pair)["user_id"] as? Int)
      let swapped = pair == pair.lowercased() ? pair.uppercased() : pair.lowercased()
      try users.stack.sql(
        """
        INSERT INTO user_account (username, name_key, key_taken, password_hash, name, org_id, \
        status, created_by) SELECT '\(swapped)', name_key, user_id, password_hash, name, org_id, \
        status, 0 FROM user_account WHERE user_id = \(id)
        """)
      for known in [pair, swapped] {
        #expect(try users.client().login(known, password: UserStack.password).status == 200)
      }
      let third = pair == pair.uppercased() ? "\(pair.lowercased())" : pair.uppercased()
      if third != pair, third != swapped {
        #expect(try users.client().login(third, password: UserStack.password).status == 401)
      }
    }

    @Test func theAuditFindsTwoUsersOfOneName() throws {
      func findings(_ name: String) throws -> Int {
        try users.stack.operate("audit").output.split(separator: "\n")
          .count { $0.contains("username \(name.lowercased())") }
      }
      let (one, other) = (try users.newUser(), try users.newUser())
      #expect(try findings(one.name) == 0)
      try users.stack.sql(
        "UPDATE user_account SET username = '\(one.name.uppercased())' WHERE user_id = \(other.id)")
      #expect(try findings(one.name) == 1)
      try users.stack.sql(
        "UPDATE user_account SET username = '\(other.name)' WHERE user_id = \(other.id)")
    }

    @Test func aPutSaysWhatIsSo() throws {
      let admin = try users.admin()
      let user = try users.newUser()
      let path = "/user/\(user.id)"
      let named = try admin.put(path, ["version": 1, "phone": "138-0013-8000"])
      #expect(named["phone"] as? String == "13800138000")
      // Repeated, as a proxy may: the present version, and no 412.
      let again = try admin.put(path, ["version": 1, "phone": "13800138000"])
      #expect(again.status == 200)
      #expect(again["version"] as? Int == 2)
      #expect(try admin.put(path, ["version": 1, "phone": "010-66667777"]).status == 412)
      #expect(try admin.put(path, ["version": 2, "name": NSNull()]).status == 400)
      let cleared = try admin.put(path, ["version": 2, "phone": NSNull()])
      #expect(cleared["phone"] is NSNull)
      #expect(cleared["version"] as? Int == 3)
    }
  }
}
