import Foundation
import StackKit
import Synchronization
import Testing

/// Aim: a part that dies is hardly noticed, a store that is down is said so in words, and all is
/// well again by itself afterwards.
@Suite(.serialized) struct OutageTests {
  private static let started = Result {
    try Stack.start(directory: SharedStack.directory("outage"))
  }

  private func stack() throws -> Stack { try Self.started.get() }

  private func admin() throws -> APIClient { try APIClient.admin(of: stack(), timeout: 20) }

  /// One route of each responder, and what a healthy stack answers.
  private static let reads = [
    ("user", "/user/me", 200), ("item", "/item/999999", 404), ("stock", "/stock/list", 200),
    ("member", "/member/list", 200), ("promo", "/promo/list", 200), ("order", "/order/list", 200),
    ("ops", "/ops/null", 200),
    ("auth", "/user/me", 200), ("pos", "/pos/status?device_id=none", 404),
  ]

  @Test(arguments: reads)
  func killedResponderIsNotNoticedByReaders(_ part: String, _ path: String, _ healthy: Int) throws {
    let stack = try stack()
    let client = try admin()
    let ended = Atomic(false)
    let killer = Thread {
      for _ in 0..<2 {
        try? stack.kill(part, SIGKILL)
        usleep(1_300_000)
      }
      ended.store(true, ordering: .releasing)
    }
    killer.start()
    var slowest = 0.0
    while !ended.load(ordering: .acquiring) {
      let began = Date()
      let answer = try client.get(path)
      slowest = max(slowest, Date().timeIntervalSince(began))
      #expect(answer.status == healthy, "\(answer.http.text)")
    }
    #expect(slowest < 2, "\(slowest) s")
    #expect(try stack.supervisor.status(of: part).restarts >= 2)
  }

  @Test func databaseDownAndUpAgain() throws {
    let stack = try stack()
    let client = try admin()
    try stack.stop("mariadb")
    for (_, path, _) in Self.reads where path != "/ops/null" {
      let began = Date()
      let answer = try client.get(path)
      #expect(answer.status == 503, "\(path): \(answer.http.text)")
      #expect(answer.error == "unavailable" && answer.code == 50300)
      #expect(answer.http.headers("Retry-After").count == 1)
      #expect(Date().timeIntervalSince(began) < 10)
    }
    let write = try client.post("/item/create", ["name": "x", "skus": [["price": "1"]]])
    #expect(write.status == 503 && write.error == "unavailable")
    // The page of before may be shown for a second.
    #expect(
      try comesTrue(within: 10) { try client.get("/health").string("nodes.mariadb") == "down" })
    let health = try client.get("/health")
    #expect(health.status == 200 && health.string("status") == "down")
    #expect(health.string("nodes.mariadb") == "down")
    #expect(try client.get("/health/ready").status == 503)
    try stack.start("mariadb")
    try becomesHealthy(client)
  }

  @Test func redisDownAndUpAgain() throws {
    let stack = try stack()
    let client = try admin()
    try stack.stop("redis")
    for (_, path, healthy) in Self.reads {
      let answer = try client.get(path)
      #expect(answer.status == healthy, "\(path): \(answer.http.text)")
    }
    #expect(try client.get("/health/ready").status == 200, "calls that write are taken")
    let fresh = APIClient(stack)
    #expect(try fresh.login(password: stack.adminPassword).status == 200)
    try stack.start("redis")
    try becomesHealthy(client)
  }

  @Test func frozenDatabaseIsGivenUpOn() throws {
    let stack = try stack()
    let client = try admin()
    try stack.kill("mariadb", SIGSTOP)
    defer { try? stack.kill("mariadb", SIGCONT) }
    let began = Date()
    let answer = try client.get("/stock/list")
    #expect([503, 504].contains(answer.status), "\(answer.http.text)")
    #expect(Date().timeIntervalSince(began) < 15)
    try stack.kill("mariadb", SIGCONT)
    try becomesHealthy(client)
  }

  /// A statement that takes too long is cut by the database: the client may try again.
  @Test func slowStatementIsUnavailable() throws {
    let stack = try stack()
    let client = try admin()
    let unlocked = DispatchSemaphore(value: 0)
    Thread {
      _ = try? stack.sql(
        "LOCK TABLES stock_warehouse WRITE; SELECT SLEEP(8) AS keeps_table; UNLOCK TABLES")
      unlocked.signal()
    }.start()
    let asleep = """
      SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE '%AS keeps_table'
      AND info NOT LIKE '%processlist%'
      """
    while try stack.sql(asleep) == [["0"]] { usleep(50_000) }
    let answer = try client.get("/stock/warehouse/list")
    #expect(answer.status == 503 && answer.error == "unavailable", "\(answer.http.text)")
    #expect(answer.http.header("Retry-After") != nil)
    unlocked.wait()
    try becomesHealthy(client)
  }

  private func becomesHealthy(_ client: APIClient) throws {
    let end = Date().addingTimeInterval(15)
    while true {
      let answers = try Self.reads.map { try client.get($0.1).status == $0.2 }
      let health = try client.get("/health").string("status")
      if answers.allSatisfy({ $0 }), health == "up" { return }
      try #require(Date() < end, "not healthy again within 15 s: \(answers)")
      usleep(50_000)
    }
  }
}
