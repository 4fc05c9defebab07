import Foundation
import Processes
import Security
import StackKit
import Testing

/// What `erp migrate` makes of an empty database, and leaves alone in one that is used.
extension UserTests {
  @Suite(.serialized) struct BootstrapTests {
    let users: UserStack

    init() throws { users = try UserStack.get() }

    /// Runs `erp migrate` on a database of its own.
    private func migrate(_ database: String, adminPassword: String?) throws -> Command.Result {
      let layout = users.stack.layout
      var environment = ProcessInfo.processInfo.environment
      environment["ERP_CONFIG"] = layout.settings
      environment["ERP_DB_USER"] = "erp_admin"
      environment["ERP_DB_PASSWORD_FILE"] = layout.secret("database-admin")
      environment["ERP_DB_NAME"] = database
      environment["ERP_ADMIN_PASSWORD"] = adminPassword
      return try Command.run(
        [users.stack.installation.program("erp"), "migrate"], environment: environment,
        directory: users.stack.installation.source)
    }

    private func newDatabase() throws -> String {
      let name = UserStack.newName("erp_fresh_")
      try users.stack.sql(
        """
        CREATE DATABASE \(name) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
        GRANT ALL PRIVILEGES ON \(name).* TO erp_admin@localhost;
        """)
      return name
    }

    private func adminHash(_ database: String) throws -> PasswordHash {
      let rows = try users.stack.sql(
        "SELECT password_hash FROM \(database).user_account WHERE username = 'admin'")
      return PasswordHash(stored: try #require(rows.first?.first))
    }

    /// An upgrade: a role as it was seeded gets its table, a changed one keeps what it meant, and a
    /// role that the house made under a code of the table stays.
    @Test func rolesFollowTheTableWhereNobodyChangedThem() throws {
      let database = try newDatabase()
      defer { _ = try? users.stack.sql("DROP DATABASE \(database)") }
      #expect(try migrate(database, adminPassword: nil).status == 0)
      func role(_ code: String) throws -> [String] {
        try users.stack.sql(
          """
          SELECT p.pattern FROM \(database).access_role r \
          JOIN \(database).access_role_permission p ON p.role_id = r.role_id \
          WHERE r.code = '\(code)' ORDER BY p.pattern
          """
        ).compactMap(\.first)
      }
      let (clerk, foreman) = (try role("store_clerk"), try role("foreman"))
      func give(_ code: String, _ patterns: [String]) throws {
        let id = "(SELECT role_id FROM \(database).access_role WHERE code = '\(code)')"
        let rows = patterns.map { "(\(id), '\($0)')" }.joined(separator: ", ")
        try users.stack.sql(
          """
          DELETE FROM \(database).access_role_permission WHERE role_id = \(id);
          INSERT INTO \(database).access_role_permission (role_id, pattern) VALUES \(rows);
          """)
      }
      // As the first version left them.
      try give(
        "store_clerk",
        [
          "item.read", "stock.read", "order.read", "order.create", "order.pay", "order.ship",
          "order.cancel", "promo.read", "promo.calc", "member.read", "member.register", "pos.*",
        ])
      try give("auditor", ["*.read", "stock.in"])
      try give("buyer", ["po.*"])
      try give("foreman", ["item.read"])
      try users.stack.sql(
        """
        UPDATE \(database).access_role_table SET version = 1;
        UPDATE \(database).access_role SET name = '店员' WHERE code = 'store_clerk';
        DELETE FROM \(database).access_permission WHERE code = 'po.price_read';
        """)
      #expect(try migrate(database, adminPassword: nil).status == 0)
      #expect(try role("store_clerk") == clerk)
      #expect(try role("foreman") == ["item.read"] && foreman.count > 5)
      let auditor = try role("auditor")
      #expect(auditor.contains("stock.in") && auditor.contains("po.price_read"))
      #expect(auditor.allSatisfy { !$0.contains("*") })
      let buyer = try role("buyer")
      #expect(buyer.contains("po.close") && buyer.contains("po.price_read"))
      #expect(try role("admin") == ["*"])
      let before = try ["auditor", "buyer", "store_clerk"].map(role)
      #expect(try migrate(database, adminPassword: nil).status == 0)
      #expect(try ["auditor", "buyer", "store_clerk"].map(role) == before)
    }

    @Test func aPasswordIsMadeAndShownOnce() throws {
      let database = try newDatabase()
      defer { _ = try? users.stack.sql("DROP DATABASE \(database)") }
      let first = try migrate(database, adminPassword: nil)
      #expect(first.status == 0, "\(first.output)")
      let words = first.output.split(whereSeparator: \.isWhitespace).map(String.init)
      let hash = try adminHash(database)
      let shown = try words.filter { try $0.count == 20 && hash.matches($0) }
      #expect(shown.count == 1, "the password stands in the output")
      let again = try migrate(database, adminPassword: nil)
      #expect(again.status == 0)
      #expect(!again.output.contains(try #require(shown.first)))
      #expect(try adminHash(database) == hash)
    }

    @Test func aChosenPasswordIsTakenAndNotShown() throws {
      let database = try newDatabase()
      defer { _ = try? users.stack.sql("DROP DATABASE \(database)") }
      let first = try migrate(database, adminPassword: "a chosen password")
      #expect(first.status == 0, "\(first.output)")
      #expect(!first.output.contains("a chosen password"))
      #expect(try adminHash(database).matches("a chosen password"))
      // Another one later changes nothing: the admin may have a password of its own by then.
      #expect(try migrate(database, adminPassword: "another password").status == 0)
      #expect(try adminHash(database).matches("a chosen password"))
    }

    @Test func aBadPasswordIsRefusedAloud() throws {
      let database = try newDatabase()
      defer { _ = try? users.stack.sql("DROP DATABASE \(database)") }
      let result = try migrate(database, adminPassword: "short")
      #expect(result.status != 0)
      #expect((result.output + result.errors).contains("ERP_ADMIN_PASSWORD"))
      #expect(!result.output.contains("\"short\""))
    }

    @Test func whatPeopleChangedStays() throws {
      let admin = try users.admin()
      let before = try admin.get("/user/role/list?size=200")
      try users.stack.sql("UPDATE access_role SET name = '改名' WHERE code = 'worker'")
      #expect(try users.stack.operate("migrate").status == 0)
      let after = try admin.get("/user/role/list?size=200")
      #expect(after.int("total") == before.int("total"))
      #expect(after.items.contains { $0["name"] as? String == "改名" })
      #expect(try users.admin().get("/user/me").status == 200)
    }
  }
}
