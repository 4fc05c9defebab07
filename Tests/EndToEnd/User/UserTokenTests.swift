import Foundation
import StackKit
import Testing

extension UserTests {
  /// The checks of the token at the edge, where Nginx, the token checker and a centre meet.
  @Suite(.serialized) struct TokenTests {
    let users: UserStack

    init() throws { users = try UserStack.get() }

    private func answer(_ authorization: String?) throws -> APIAnswer {
      let headers: [HTTPClient.Header] = authorization.map { [("Authorization", $0)] } ?? []
      return try users.client().get("/user/me", headers: headers)
    }

    @Test func withoutATokenOnlyLoginAndRefreshAreOpen() throws {
      let nobody = users.client()
      let calls: [(String, String)] = [
        ("GET", "/user/me"), ("GET", "/user/1"), ("GET", "/user/list"), ("PUT", "/user/1"),
        ("POST", "/user/create"), ("POST", "/user/logout"), ("POST", "/user/password"),
        ("POST", "/user/password/reset"), ("POST", "/user/role/create"), ("GET", "/user/role/list"),
        ("POST", "/user/role/assign"), ("GET", "/user/permission/list"),
        ("POST", "/user/org/create"), ("GET", "/user/org/tree"), ("GET", "/user/audit/list"),
      ]
      for (method, path) in calls {
        let answer = try nobody.send(method, path, body: method == "GET" ? nil : [String: Any]())
        #expect(answer.status == 401, "\(method) \(path)")
        #expect(answer.error == "auth.token_missing", "\(method) \(path)")
      }
      for path in ["/user/login", "/user/refresh"] {
        #expect(try nobody.post(path, [String: Any]()).status == 400, "\(path)")
      }
    }

    @Test func anyChangedByteIsRefused() throws {
      let token = Array(try #require(try users.admin().token).utf8)
      for index in stride(from: 0, to: token.count, by: 7) {
        var changed = token
        changed[index] = changed[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        let answer = try answer("Bearer " + String(decoding: changed, as: UTF8.self))
        #expect(answer.status == 401, "byte \(index)")
        #expect(answer.error == "auth.token_invalid", "byte \(index)")
      }
    }

    @Test func otherFormsAreRefused() throws {
      let token = try #require(try users.admin().token)
      let parts = token.split(separator: ".").map(String.init)
      let none = Data(#"{"alg":"none","typ":"JWT"}"#.utf8).base64EncodedString()
        .replacingOccurrences(of: "=", with: "")
      let wrong = [
        "Bearer", "Bearer ", "Basic \(token)", token, "Bearer \(none).\(parts[1]).",
        "Bearer \(parts[0]).\(parts[1])", "Bearer \(parts[0]).\(parts[1]).", "Bearer \(token)=",
        "Bearer \(token).x", "Bearer \(token)," + token,
        "Bearer " + String(repeating: "A", count: 5000),
      ]
      for header in wrong {
        #expect(try answer(header).status == 401, "\(header.prefix(60))")
      }
      #expect(try answer("bearer \(token)").status == 200, "the scheme's case does not matter")
    }

    @Test func identityHeadersOfAClientAreNothing() throws {
      let user = try users.newUser()
      let client = try users.logIn(user.name, UserStack.password)
      let forged: [HTTPClient.Header] = [
        ("X-User-Id", "1"), ("X_User_Id", "1"), ("Erp-User-Id", "1"), ("ERP_USER_ID", "1"),
        ("X-Erp-User-Id", "1"), ("X-Erp-Permissions", "*"), ("Erp-Permissions", "*"),
        ("Remote-User", "admin"),
      ]
      let me = try client.get("/user/me", headers: forged)
      #expect(me.int("user_id") == user.id)
      #expect(try client.get("/user/list", headers: forged).status == 403)
    }

    @Test func theAuthLocationIsNotReachable() throws {
      for path in ["/-/auth", "/user/../-/auth", "/%2d/auth", "/-/health", "/user/-/health"] {
        let status = try users.client().get(path).status
        #expect(status == 404 || status == 401, "\(path): \(status)")
      }
    }
  }
}
