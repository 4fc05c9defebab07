import Foundation
import Processes
import Testing

/// Aim: what an administrator had changed in Nginx's files of before is where Nginx reads it now,
/// and nothing that is an administrator's is touched.
@Suite struct NginxLocalTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("erp-nginx-\(UUID().uuidString)").path

  private func put(_ text: String, _ path: String) throws {
    let target = URL(fileURLWithPath: "\(folder)/\(path)")
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: target, atomically: true, encoding: .utf8)
  }

  private func local(_ name: String) -> String? {
    try? String(contentsOfFile: "\(folder)/local/\(name)", encoding: .utf8)
  }

  @discardableResult
  private func run() throws -> String {
    try Command.require(
      ["\(Checkout.root)/systemd/setup/erp-nginx-local"],
      environment: [
        "PATH": "/usr/bin:/bin", "ERP_NGINX": folder, "ERP_NGINX_KEPT": "\(folder).kept",
        "ERP_NGINX_SHARE": "\(Checkout.root)/nginx",
      ])
  }

  private func clean() {
    for path in [folder, "\(folder).kept"] { try? FileManager.default.removeItem(atPath: path) }
  }

  @Test func whatIsLackingIsMadeAndNothingElse() throws {
    defer { clean() }
    try put("listen 8080;\n", "local/listen.conf")
    #expect(try run().isEmpty)
    #expect(local("listen.conf") == "listen 8080;\n")
    for name in ["metrics.conf", "limits.conf", "upstreams.conf"] {
      #expect(local(name) == Checkout.text("nginx/local/\(name)"), "\(name)")
    }
    #expect(local("tls.conf") == nil && local("hsts.conf") == nil)
  }

  @Test func changesOfBeforeAreCarriedOver() throws {
    defer { clean() }
    try put("listen 8080 default_server;\n", "snippets/listen.conf")
    try put("include /etc/erp/nginx/snippets/tls-intermediate.conf;\n", "snippets/tls.conf")
    try put(
      "listen 8443 ssl;\nssl_certificate /etc/my.pem;\nssl_certificate_key /etc/my.key;\n",
      "snippets/tls-intermediate.conf")
    try put("deny 10.0.0.0/8;\n", "snippets/internal-only.conf")
    try put("\"https://x\" $http_origin;\n", "cors-allowed.conf")
    try put("upstream erp_item {\n}\n", "upstreams.conf")
    try put("limit_req_zone $a zone=erp_user:10m rate=5r/s;\n", "snippets/limit-zones.conf")
    let said = try run()
    #expect(said.contains("listen.conf"))
    #expect(local("listen.conf") == "listen 8080 default_server;\n")
    #expect(local("private.conf") == "deny 10.0.0.0/8;\n")
    #expect(local("cors.conf") == "\"https://x\" $http_origin;\n")
    #expect(local("upstreams.conf") == "upstream erp_item {\n}\n")
    #expect(local("limits.conf")?.contains("rate=5r/s") == true)
    #expect(local("tls.conf")?.contains("listen 8443 ssl;") == true)
    #expect(local("hsts.conf")?.hasPrefix("on ") == true, "as it was told before")
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/snippets"))
    #expect(FileManager.default.fileExists(atPath: "\(folder).kept/snippets/listen.conf"))
    #expect(try run().isEmpty, "once is enough")
    #expect(local("listen.conf") == "listen 8080 default_server;\n")
  }

  /// With the shipped profile only the switch is carried: port and certificate, and the profile of
  /// now.
  @Test func theProfileIsThatOfNow() throws {
    defer { clean() }
    try put("\ninclude /etc/erp/nginx/snippets/tls-intermediate.conf;\n", "snippets/tls.conf")
    try run()
    let included = "include \(Checkout.root)/nginx/snippets/tls-intermediate.conf;"
    #expect(local("tls.conf")?.contains(included) == true)
  }
}
