import Foundation
import StackKit
import Testing

/// The stores, Nginx, the user centre and the token checker, started for these tests alone.
struct UserStack: Sendable {
  let stack: Stack

  static func get() throws -> UserStack { try started.get() }

  private static let started = Result {
    var options = StackOptions(directory: try SharedStack.directory("user"))
    options.endsWithStarter = true
    options.rateLimit = .off
    options.parts = ["mariadb", "redis", "nginx", "user", "auth"]
    return UserStack(stack: try Stack.start(options))
  }

  /// A client without a token.
  func client() -> APIClient { APIClient(stack) }

  /// A client that is logged in as `admin`.
  func admin() throws -> APIClient {
    try logIn("admin", stack.adminPassword)
  }

  func logIn(_ username: String, _ password: String) throws -> APIClient {
    let client = client()
    let answer = try client.login(username, password: password)
    try #require(answer.status == 200, "\(answer.http.text)")
    return client
  }

  /// A name that nobody has yet.
  static func newName(_ prefix: String = "u") -> String {
    "\(prefix)\(UInt64.random(in: 0...UInt64.max))"
  }

  static let password = "correct horse battery"

  /// Makes a user and returns its id, version and name.
  func newUser(
    roles: [String] = [], org: Int? = nil, by admin: APIClient? = nil
  ) throws -> TestUser {
    let name = Self.newName()
    var body: [String: Any] = [
      "username": name, "password": Self.password, "name": "张三", "roles": roles,
    ]
    body["org_id"] = org
    let answer = try (admin ?? self.admin()).post("/user/create", body)
    try #require(answer.status == 201, "\(answer.http.text)")
    return TestUser(id: try #require(answer.int("user_id")), name: name)
  }

  /// A user with a role of its own that has these permissions.
  func newUser(permissions: [String], org: Int? = nil) throws -> TestUser {
    let role = Self.newName("r")
    let made = try admin().post(
      "/user/role/create", ["code": role, "name": "role", "permissions": permissions])
    try #require(made.status == 201, "\(made.http.text)")
    return try newUser(roles: [role], org: org)
  }

  func newOrg(below parent: Int? = nil, kind: String = "store") throws -> Int {
    var body: [String: Any] = ["code": Self.newName("o"), "name": "门店", "kind": kind]
    body["parent_id"] = parent
    let answer = try admin().post("/user/org/create", body)
    try #require(answer.status == 201, "\(answer.http.text)")
    return try #require(answer.int("org_id"))
  }

  /// Waits until `client` is answered with `status`; returns after how many seconds, or nil when
  /// it is not within three.
  func secondsUntil(_ status: Int, _ client: APIClient, _ path: String = "/user/me") throws
    -> Double?
  {
    let start = Date()
    while Date().timeIntervalSince(start) < 3 {
      if try client.get(path).status == status { return Date().timeIntervalSince(start) }
      usleep(10_000)
    }
    return nil
  }
}

struct TestUser: Sendable {
  let id: Int
  let name: String
}
