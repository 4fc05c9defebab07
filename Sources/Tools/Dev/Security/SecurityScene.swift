import FaultKit
import Foundation
import StackKit

/// Where the checks are done: a stack of its own, its description, and people of three kinds.
///
/// Any thread. Clients are made anew for each check: they are of one thread.
struct SecurityScene: Sendable {
  static let password = "correct horse battery"

  let stack: Stack
  let faults: FaultStack
  let calls: [APICall]
  /// A clerk of the store whose documents the goods are.
  let clerk: Person
  /// Holds every permission, in another store.
  let stranger: Person
  let documents: SceneDocuments

  /// Somebody with a login.
  struct Person: Sendable {
    let id: Int
    let token: String
  }

  /// Starts a stack without limits, with documents of one store.
  static func start(directory: String) throws -> SecurityScene {
    var options = StackOptions(directory: directory)
    options.endsWithStarter = true
    options.rateLimit = .off
    options.hasRestrictedRedis = true
    let stack = try Stack.start(options) { say("· \($0)") }
    do {
      return try SecurityScene(stack)
    } catch {
      try? stack.shutdown()
      throw error
    }
  }

  private init(_ stack: Stack) throws {
    self.stack = stack
    faults = try FaultStack(stack)
    let admin = faults.client()
    calls = try APICall.all(in: admin.get("/openapi.json").http)
    let documents = try SceneDocuments(by: admin)
    // The sheet of the production order is an event's work.
    try faults.waitForQuiet()
    self.documents = documents
    let other = try Self.made(
      admin.post(
        "/user/org/create", ["code": "OTHER", "name": "other", "parent_id": 1, "kind": "store"]),
      "org_id")
    // Each by its name: whoever holds `*` acts for all organisations.
    let codes = try admin.get("/user/permission/list").items.compactMap { $0["code"] as? String }
    let role: [String: Any] = ["code": "everything", "name": "all", "permissions": codes]
    guard try admin.post("/user/role/create", role).status == 201 else {
      throw StackFault("cannot make a role")
    }
    clerk = try Self.person("clerk", "store_clerk", of: documents.store, by: admin, stack)
    stranger = try Self.person("stranger", "everything", of: other, by: admin, stack)
  }

  /// A client that is logged in as `admin`.
  func admin() -> APIClient { faults.client() }

  /// A client with this token.
  func client(_ token: String?) -> APIClient {
    let client = APIClient(stack, timeout: 40)
    client.token = token
    return client
  }

  /// A new login of the user `admin`, which may be ended.
  func newAdminToken() throws -> String {
    let client = APIClient(stack)
    let answer = try client.login(password: stack.adminPassword)
    guard let token = client.token else { throw StackFault("log in: \(answer.http.text)") }
    return token
  }

  /// The texts of all logs, by file.
  func logs() throws -> [(file: String, text: String)] {
    try FileManager.default.contentsOfDirectory(atPath: stack.logs).sorted().map { file in
      let data = FileManager.default.contents(atPath: "\(stack.logs)/\(file)") ?? Data()
      return (file, String(decoding: data, as: UTF8.self))
    }
  }

  /// The id in the answer of a call that must have made something.
  static func made(_ answer: APIAnswer, _ path: String) throws -> Int {
    guard [200, 201].contains(answer.status), let id = answer.int(path) else {
      throw StackFault("cannot prepare: \(answer.http.text)")
    }
    return id
  }

  private static func person(
    _ name: String, _ role: String, of store: Int, by admin: APIClient, _ stack: Stack
  ) throws -> Person {
    let id = try made(
      admin.post(
        "/user/create",
        [
          "username": name, "password": password, "name": name, "roles": [role],
          "org_id": store, "phone": "13900001234",
        ]), "user_id")
    let client = APIClient(stack)
    let login = try client.login(name, password: password)
    guard let token = client.token else { throw StackFault("log in: \(login.http.text)") }
    return Person(id: id, token: token)
  }
}
