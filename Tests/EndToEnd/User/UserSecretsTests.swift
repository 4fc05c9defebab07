import Foundation
import Processes
import StackKit
import Testing

/// What nobody may find afterwards: passwords and tokens, in no log and in no table.
extension UserTests {
  @Suite(.serialized) struct SecretsTests {
    let users: UserStack

    init() throws { users = try UserStack.get() }

    @Test func noPasswordAndNoTokenIsLeftBehind() throws {
      let name = UserStack.newName()
      let password = "secret-\(UInt64.random(in: 0...UInt64.max))"
      let newPassword = "fresh-\(UInt64.random(in: 0...UInt64.max))"
      let phone = "137\(UInt32.random(in: 10_000_000...99_999_999))"
      let admin = try users.admin()
      _ = try admin.post(
        "/user/create",
        ["username": name, "password": password, "name": "x", "phone": phone],
        key: UUID().uuidString)
      let client = users.client()
      let login = try client.post(
        "/user/login", ["username": name, "password": password], key: UUID().uuidString)
      client.token = login.string("token")
      let refresh = try #require(login.string("refresh_token"))
      let renewed = try client.post("/user/refresh", ["refresh_token": refresh])
      _ = try client.post("/user/refresh", ["refresh_token": refresh])
      _ = try client.post(
        "/user/password", ["old_password": password, "new_password": newPassword],
        key: UUID().uuidString)
      _ = try users.client().post("/user/login", ["username": password, "password": name + "zz"])
      _ = try users.client().post("/user/login", "{\"password\":\"\(password)")
      let secrets = [
        password, newPassword, name + "zz", refresh,
        try #require(renewed.string("refresh_token")),
        try #require(login.string("token")), try #require(renewed.string("token")),
      ]
      usleep(300_000)
      for (place, text) in try logs() {
        for secret in secrets { #expect(!text.contains(secret), "\(place)") }
        #expect(!text.contains("eyJ"), "a token in \(place)")
        #expect(!text.contains(phone), "a phone number in \(place)")
      }
      // A dump quotes bytes that are no text as they are, so the texts would be found in it.
      let dump = try Command.require([
        "mariadb-dump", "--no-defaults", "--socket=\(users.stack.layout.socket("mariadb"))",
        "--user=\(NSUserName())", "--skip-extended-insert", "erp",
      ])
      for secret in secrets { #expect(!dump.contains(secret), "in the database") }
      #expect(dump.contains(name) && dump.contains(phone), "the dump is a dump")
    }

    @Test func storedPasswordsAreSlowHashes() throws {
      _ = try users.newUser()
      let hashes = try users.stack.sql("SELECT password_hash FROM user_account WHERE key_taken = 0")
        .map { $0[0] }
      #expect(!hashes.isEmpty)
      #expect(hashes.allSatisfy { $0.hasPrefix("$2b$11$") && $0.utf8.count == 60 })
      #expect(Set(hashes).count == hashes.count)
    }

    /// The fingerprint of a request that carries a password must not be a fast way to guess it.
    @Test func theFingerprintOfARequestIsKeyed() throws {
      let name = UserStack.newName()
      let body = #"{"name":"x","password":"12345678","username":"\#(name)"}"#
      let admin = try users.admin()
      let token = try #require(admin.token)
      let key = UUID().uuidString
      let answer = try admin.http.send(
        "POST", "/user/create",
        headers: [
          ("Authorization", "Bearer \(token)"), ("Content-Type", "application/json"),
          ("Idempotency-Key", key),
        ], body: Array(body.utf8))
      #expect(answer.status == 201)
      let rows = try users.stack.sql(
        "SELECT HEX(request_hash), SHA2('POST /user/create\\n\(body)', 256) FROM api_call "
          + "WHERE idem_key = '\(key)'")
      #expect(rows.count == 1)
      #expect(rows[0][0].lowercased() != rows[0][1].lowercased())
    }

    /// The user centre's database user cannot touch other centres, nor the checker passwords.
    @Test func databaseUsersAreLimited() throws {
      let grants = try users.stack.sql("SHOW GRANTS FOR erp_auth@localhost").map { $0[0] }
      #expect(!grants.contains { $0.contains("password_hash") || $0.contains("user_refresh") })
      #expect(!grants.contains { $0.contains("INSERT") || $0.contains("UPDATE") })
      let centre = try users.stack.sql("SHOW GRANTS FOR erp_user@localhost").map { $0[0] }
      for word in ["`stock`", "`item`", "`sales_order`", "ALL PRIVILEGES", "SUPER"] {
        #expect(!centre.contains { $0.contains(word) }, "\(word)")
      }
    }

    private func logs() throws -> [(place: String, text: String)] {
      let folder = users.stack.logs
      return try FileManager.default.contentsOfDirectory(atPath: folder).map { file in
        let data = FileManager.default.contents(atPath: "\(folder)/\(file)") ?? Data()
        return (file, String(decoding: data, as: UTF8.self))
      }
    }
  }
}
