import Foundation
import Processes
import StackKit

/// Programs of others, which know more tricks than ours: Tests/Security.
enum ScriptChecks {
  static func description(_ scene: SecurityScene) throws -> [String] { try run("fuzz", scene) }

  static func injection(_ scene: SecurityScene) throws -> [String] { try run("inject", scene) }

  /// Runs a script of Tests/Security against the stack. Tokens go through its environment.
  private static func run(_ name: String, _ scene: SecurityScene) throws -> [String] {
    let folder = "\(scene.stack.layout.root)-\(name)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let me = try scene.admin().get("/user/me").int("user_id") ?? 0
    var environment = Command.inherited
    environment["ERP_URL"] = scene.stack.baseURL
    environment["ERP_TOKEN"] = try scene.newAdminToken()
    environment["ERP_SPARE_TOKEN"] = try scene.newAdminToken()
    environment["ERP_USER_ID"] = "\(me)"
    environment["ERP_WORK_DIR"] = folder
    let script = "\(scene.stack.installation.source)/Tests/Security/\(name)"
    let result = try Command.run([script], environment: environment)
    let said = (result.output + result.errors).split(separator: "\n").map(String.init)
    let log = scene.stack.installation.source + "/.build/security-\(name).log"
    try? said.joined(separator: "\n").write(toFile: log, atomically: true, encoding: .utf8)
    guard result.status != 0 else { return [] }
    return ["\(name) ended with \(result.status); all that it said is in \(log)"]
      + said.suffix(11)
  }
}
