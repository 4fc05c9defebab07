import Foundation
import StackKit
import Testing

extension BadInputTests {
  /// Who calls is what the token says, and nothing else that a client sends.
  @Suite(.serialized) struct IdentityTests {
    static let forged: [HTTPClient.Header] = [
      ("X-Erp-User-Id", "1"), ("X-Erp-User-Name", "admin"), ("X-Erp-Org-Id", "1"),
      ("X-Erp-Org-Scope", "*"), ("X-Erp-Permissions", "*"), ("X-Erp-Session-Id", "1"),
      ("X-Erp-Auth-Error", ""), ("Erp-User-Id", "1"), ("Erp-Permissions", "*"),
      ("ERP_USER_ID", "1"), ("ERP_PERMISSIONS", "*"), ("ERP_ORG_SCOPE", "*"),
      ("X_Erp_User_Id", "1"), ("X_ERP_PERMISSIONS", "*"), ("Http-Erp-User-Id", "1"),
      ("Remote-User", "admin"), ("REMOTE_USER", "admin"), ("X-Remote-User", "admin"),
      ("X-User-Id", "1"), ("X-Forwarded-User", "admin"), ("X-Forwarded-For", "127.0.0.1"),
      ("Forwarded", "for=127.0.0.1"), ("X-Real-IP", "127.0.0.1"), ("Cookie", "erp_user_id=1"),
      ("X-Original-URL", "/health"), ("X-Rewrite-URL", "/health"),
      ("X-HTTP-Method-Override", "GET"), ("Proxy", "http://127.0.0.1:1"),
    ]

    @Test func aClerkStaysAClerk() throws {
      let world = try BadInputWorld.get()
      let client = APIClient(world.stack)
      client.token = world.clerkToken
      try expectNoTrace(world) {
        for header in Self.forged.map({ [$0] }) + [Self.forged] {
          let me = try client.get("/user/me", headers: header)
          #expect(me.status == 200 && me.int("user_id") == world.clerkID, "\(header[0])")
          #expect(me.string("username") == world.clerkName)
          for call in WritingCall.all where call.path(world) != "/user/login" {
            // Its own password it may change, and a refresh token it may try.
            if ["/user/password", "/user/refresh"].contains(call.path(world)) { continue }
            let answer = APIAnswer(
              try client.http.send(
                call.method, call.path(world),
                headers: header + [
                  ("Authorization", "Bearer \(world.clerkToken)"),
                  ("Content-Type", "application/json"), ("Accept-Language", "en"),
                ], body: Array("{}".utf8)))
            expectRefusal(answer, 403, "auth.forbidden", "\(call.testDescription) \(header[0])")
          }
        }
      }
    }

    @Test(arguments: [false, true])
    func nobodyStaysNobody(_ chinese: Bool) throws {
      let world = try BadInputWorld.get()
      let client = APIClient(world.stack)
      client.language = chinese ? "zh" : "en"
      let paths = ["/user/me", "/item/list", "/stock/list", "/order/list", "/ops/audit"]
      try expectNoTrace(world) {
        for header in Self.forged.map({ [$0] }) + [Self.forged] {
          for path in paths {
            let answer = try client.get(path, headers: header)
            expectRefusal(
              answer, 401, "auth.token_missing", "\(path) \(header[0])", chinese: chinese)
          }
        }
        for call in WritingCall.all
        where !["/user/login", "/user/refresh"].contains(call.path(world)) {
          let body = try WritingCall.bytes(call.body(world, 6))
          let answer = try call.send(body, world, by: client, headers: Self.forged)
          expectRefusal(
            answer, 401, "auth.token_missing", call.testDescription, chinese: chinese)
        }
      }
    }

    /// Tokens in other places, or in other forms, are no tokens.
    @Test func tokensInOtherForms() throws {
      let world = try BadInputWorld.get()
      let client = APIClient(world.stack)
      let token = world.token
      let parts = token.split(separator: ".").map(String.init)
      let wrong = [
        "Basic \(token)", "Bearer", "Bearer ", "Bearer x", "Token \(token)", token,
        "Bearer \(token).", "Bearer .\(token)", "Bearer \(token)x",
        "Bearer \(parts[0]).\(parts[1])",
        "Bearer \(parts[0]).\(parts[1]).", "Bearer \(parts[0])..\(parts[2])",
        "Bearer \(parts[1]).\(parts[0]).\(parts[2])", "Bearer \(token)=", "Bearer \(token), x",
        "Bearer ' OR 1=1 --", "Bearer \(String(repeating: "a", count: 6000))",
        "Bearer eyJhbGciOiJub25lIn0.\(parts[1]).",
      ]
      try expectNoTrace(world) {
        for value in wrong {
          let answer = try client.get("/user/me", headers: [("Authorization", value)])
          #expect(answer.status == 401, "\(value.prefix(60)): \(answer.http.text)")
        }
        expectRefusal(try client.get("/user/me?access_token=\(token)"), 401)
        expectRefusal(try client.get("/user/me", headers: [("Cookie", "token=\(token)")]), 401)
      }
    }
  }
}
