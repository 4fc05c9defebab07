import Foundation
import Processes
import Settings
import StackKit
import Testing

/// Aim: the files for several machines fit those for one, and let in nobody but Nginx.
@Suite struct ClusterFileTests {
  private static let upstream = Pattern(#"^upstream erp_(\w+) \{\n((?:  .*\n)*)\}$"#)

  @Test func theSameUpstreams() {
    let one = Self.upstream.matches(in: Checkout.text("nginx/upstreams.conf"))
    let many = Self.upstream.matches(in: Checkout.text("nginx/cluster/upstreams.conf"))
    #expect(one.count > 10)
    #expect(one.map { $0[1] } == many.map { $0[1] })
    let server = Pattern(#"^  server (\S+):(\d+) max_fails=3 fail_timeout=2s;$"#)
    var ports: [String] = []
    for upstream in many {
      let servers = server.matches(in: upstream[2])
      #expect(servers.map { $0[1] } == ["10.0.0.11", "10.0.0.12"], "\(upstream[1])")
      #expect(Set(servers.map { $0[2] }).count == 1, "\(upstream[1])")
      ports += servers.prefix(1).map { $0[2] }
    }
    #expect(Set(ports).count == many.count)
  }

  /// What may be sent again, and what never.
  @Test func nothingThatMayBeDoneIsSentAgain() {
    let text = Checkout.text("nginx/snippets/fastcgi-connection.conf")
    let tries = Pattern(#"^fastcgi_next_upstream (.*);$"#).matches(in: text).map { $0[1] }
    #expect(tries == ["error timeout"])
    let all = Checkout.paths(in: "nginx", ending: ".conf").map { Checkout.text($0) }
    #expect(!all.contains { $0.contains("non_idempotent;") || $0.contains(" non_idempotent ") })
  }

  /// What the programs may do with Redis on one machine they may do in a cluster.
  @Test func redisAllowsNoLess() {
    func rights(_ path: String) -> [String] {
      let lines = Checkout.text(path).split(separator: "\n").filter { $0.hasPrefix("user ") }
      return lines.flatMap { $0.split(separator: " ").map(String.init) }
    }
    let one = rights("systemd/setup/redis.conf")
    let many = rights("systemd/cluster/redis.conf")
    #expect(one.count > 20)
    #expect(one.filter { !many.contains($0) } == [])
    #expect(many.filter { $0.hasPrefix("+@") || $0 == "~*" || $0 == "allcommands" } == [])
  }

  @Test func theSettingsAreKnown() {
    let known = Set(SettingsTable.effective().rows.map(\.name))
    let lines = Checkout.text("systemd/cluster/erp.conf").split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
    #expect(lines.count == 3)
    for line in lines {
      #expect(known.contains(String(line.prefix { $0 != "=" })), "\(line)")
    }
  }

  /// Every port that Nginx speaks to is opened by a drop-in, for Nginx alone.
  @Test func portsAreOpenForNginxAlone() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/erp-node-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Command.require(
      [
        "\(Checkout.root)/systemd/cluster/erp-node", "10.0.0.11", "10.0.0.9", "10.0.0.10", "--",
        "10.0.0.21", "10.0.0.31",
      ],
      environment: [
        "PATH": "/usr/bin:/bin", "ERP_UNIT_DIR": folder,
        "ERP_UPSTREAMS": "\(Checkout.root)/nginx/cluster/upstreams.conf",
      ])
    func text(_ unit: String) -> String {
      (try? String(contentsOfFile: "\(folder)/\(unit).d/tcp.conf", encoding: .utf8)) ?? ""
    }
    for upstream in Self.upstream.matches(in: Checkout.text("nginx/cluster/upstreams.conf")) {
      let port = Pattern(#"10\.0\.0\.11:(\d+)"#).matches(in: upstream[2])[0][1]
      let unit = upstream[1] == "auth" ? "erp-auth.socket" : "erp@\(upstream[1]).socket"
      let lines = text(unit).split(separator: "\n").map(String.init)
      #expect(lines.contains("ListenStream=10.0.0.11:\(port)"), "\(unit)")
      #expect(lines.contains("IPAddressDeny=any"), "\(unit)")
      #expect(lines.contains("IPAddressAllow=10.0.0.9 10.0.0.10"), "\(unit)")
    }
    for unit in ["erp@.service", "erp-.service"] {
      let allowed = "IPAddressAllow=10.0.0.21 10.0.0.31 10.0.0.9 10.0.0.10"
      #expect(text(unit).contains("\nPrivateNetwork=no\n"), "\(unit)")
      #expect(text(unit).contains("\n\(allowed)\n"), "\(unit)")
    }
  }
}
