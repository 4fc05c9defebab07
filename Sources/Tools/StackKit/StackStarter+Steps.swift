import Foundation
import Glibc
import Processes

extension StackStarter {
  func uses(_ name: String) -> Bool {
    options.parts?.contains(name) ?? true
  }

  func prepareStores(
    _ stack: Stack, secrets: Secrets, _ progress: (String) -> Void
  ) throws(StackFault) {
    for name in ["mariadb", "redis", "nginx"] where uses(name) { try stack.waitUntilReady(name) }
    guard uses("mariadb") else { return }
    try DatabaseServer(layout: layout).createUsers(secrets)
    if options.migrates { try migrate(progress) }
  }

  func startResponders(
    _ stack: Stack, _ progress: (String) -> Void
  ) throws(StackFault) {
    let names = PartList.responders.filter(uses)
    guard !names.isEmpty else { return }
    progress("starting \(names.count) responders")
    for name in names { try stack.supervisor.command("start", name) }
    guard uses("ops"), uses("nginx") else { return }
    let client = APIClient(stack, timeout: 5)
    var last = "no answer"
    do {
      try stack.supervisor.wait(for: "/health says that all is up", seconds: 20) {
        guard let answer = try? client.get("/health") else { return false }
        last = "\(answer.status) \(answer.http.text)"
        let nodes = answer.object["nodes"] as? [String: String] ?? [:]
        let awaited = names.map { "erp-\($0)" } + ["mariadb", "redis"].filter(uses)
        return answer.status == 200 && awaited.allSatisfy { nodes[$0] == "up" }
      }
    } catch {
      throw StackFault("\(error); the last answer was: \(last)")
    }
  }

  /// Tables, grants, the first admin user; and the API's description, meanwhile.
  func migrate(_ progress: (String) -> Void) throws(StackFault) {
    progress("migrating")
    let describing = Background { () throws(StackFault) in
      let text = try Command.require(
        [installation.program("erp"), "openapi"], environment: operatorEnvironment,
        directory: installation.source)
      guard !text.isEmpty else { return }
      try write(text, to: layout.share + "/openapi.json")
    }
    try Command.require(
      [
        installation.program("erp"), "migrate", "--grants", installation.source + "/sql/grants",
        "--grants-for", options.network?.anywhere ?? "localhost",
      ],
      environment: operatorEnvironment, directory: installation.source)
    try describing.wait()
  }

  /// A stack that runs already: takes over other settings, another Nginx configuration and newly
  /// built programs, without an interruption (the supervisor holds the sockets).
  func refresh(_ stack: Stack, _ progress: (String) -> Void) throws(StackFault) {
    let secrets = Secrets(layout: layout)
    let nginx = NginxCopy(
      layout: layout, installation: installation, options: options, port: stack.port)
    if try nginx.write() {
      progress("Nginx reloads")
      try nginx.check()
      try stack.kill("nginx", SIGHUP)
    }
    let parts = PartList(
      layout: layout, installation: installation, options: options, secrets: secrets)
    let settled = try !parts.writeSettings()
    let running = try stack.status().filter { PartList.responders.contains($0.name) }
    if !settled || running.contains(where: isOutdated) {
      if options.migrates { try migrate(progress) }
      progress("restarting \(running.count) responders")
      for part in running { try stack.restart(part.name) }
      try startResponders(stack, progress)
    }
    try adoptAdminPassword(stack, progress)
  }

  /// Was the program built again after it started?
  private func isOutdated(_ part: PartStatus) -> Bool {
    var information = stat()
    guard stat(installation.program("erp-\(part.name)"), &information) == 0 else { return false }
    return Double(information.st_mtim.tv_sec) > part.startedAt
  }

  /// ERP_ADMIN_PASSWORD differs from the password in use: changes it, as the admin would.
  func adoptAdminPassword(
    _ stack: Stack, _ progress: (String) -> Void
  ) throws(StackFault) {
    guard let wanted = options.adminPassword, wanted != stack.adminPassword, uses("user") else {
      return
    }
    let client = APIClient(stack)
    guard (try? client.login(password: stack.adminPassword))?.status == 200,
      let answer = try? client.post(
        "/user/password", ["old_password": stack.adminPassword, "new_password": wanted]),
      answer.status == 200
    else {
      return progress("the admin's password was not changed: it is no longer the one kept here")
    }
    try Secrets(layout: layout).store(wanted, as: "admin_password")
    progress("the admin's password was changed")
  }
}
