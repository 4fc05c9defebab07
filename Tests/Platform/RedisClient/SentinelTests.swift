import Foundation
import RedisClient
import Testing

/// Redis behind sentinels. Each test has servers of its own.
@Suite struct SentinelTests {
  @Test func theMasterIsFoundAndFollowed() throws {
    let group = try SentinelGroup()
    defer { group.stop() }
    let redis = RedisConnection(settings: group.options)
    try redis.command(["SET", "k", "v"])
    #expect(try group.role(of: 0).first == "master")
    try group.waitFor("the copy") { try redis.command(["WAIT", 1, 1000]).int == 1 }
    // A sentinel that is away is passed over; two are still a majority.
    group.sentinels[0].killHard()
    group.servers[0].killHard()
    try group.waitFor("another master") { try redis.command(["GET", "k"]).text == "v" }
    #expect(try group.role(of: 1).first == "master")
    // The old one comes back, and is made a replica of the new one.
    try group.startServer(0)
    try group.waitFor("the old master's new role") { try group.role(of: 0).first == "slave" }
    #expect(try redis.command(["GET", "k"]).text == "v")
    #expect(try RedisConnection(settings: group.options).command(["SET", "k", "w"]).text == "OK")
  }

  /// A master that is demoted while it lives: it answers, but may not be written to.
  @Test func aDemotedMasterCountsAsLost() throws {
    let group = try SentinelGroup()
    defer { group.stop() }
    let redis = RedisConnection(settings: group.options)
    try redis.command(["SET", "k", "v"])
    let sentinel = RedisOptions(
      endpoint: .tcp(host: "127.0.0.1", port: Int32(group.sentinelPorts[0])))
    try RedisConnection(settings: sentinel)
      .command(["SENTINEL", "FAILOVER", .text(SentinelGroup.name)])
    try group.waitFor("the old master's new role") { try group.role(of: 0).first == "slave" }
    let direct = RedisConnection(
      settings: RedisOptions(endpoint: .tcp(host: "127.0.0.1", port: Int32(group.ports[0]))))
    let refused = #expect(throws: RedisError.self) { try direct.command(["SET", "k", "w"]) }
    guard case .unavailable(let reason) = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
    #expect(reason.hasPrefix("READONLY"))
    try group.waitFor("writing on the new one") { (try? redis.command(["SET", "k", "w"])) != nil }
    #expect(try group.role(of: 1).first == "master")
  }

  @Test func withoutSentinelsItIsUnavailable() {
    let options = RedisOptions(
      endpoint: .sentinels([RedisServer(host: "127.0.0.1", port: 1)], master: "erp"))
    let fault = #expect(throws: RedisError.self) {
      try RedisConnection(settings: options).command(["PING"])
    }
    #expect(fault == .unavailable("no sentinel knows the master erp"))
  }
}
