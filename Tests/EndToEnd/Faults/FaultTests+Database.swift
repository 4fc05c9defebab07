import FaultKit
import Foundation
import StackKit
import Synchronization
import Testing

/// MariaDB is killed, or is away.
extension FaultTests {
  @Test(arguments: [UInt64(31)])
  func aKilledDatabaseIsAPause(seed: UInt64) throws {
    try stack.setRestartDelay("mariadb", seconds: 2)
    defer { try? stack.setRestartDelay("mariadb", seconds: 0) }
    let load = try MixedLoad(faults, seed: seed)
    var away: [Double] = []
    for _ in 0..<2 {
      sleep(1.5)
      try faults.killAndAwait("mariadb")
      try stack.waitUntilReady("mariadb")
      away.append(try secondsUntilServed())
    }
    let ledger = load.finish()
    let allowed: Set<Int> = [200, 201, 409, 503]
    #expect(allowed.isSuperset(of: ledger.log.statuses.keys), "\(ledger.log.statuses)")
    #expect(ledger.log.statuses[503, default: 0] > 0, "the clients did not notice")
    #expect(ledger.log.longestTry < 15 && ledger.log.silent == 0, "seed \(seed)")
    #expect(away.allSatisfy { $0 < 5 }, "back after \(away) s, seed \(seed)")
    FaultStack.say("MariaDB killed: served \(away.map(CallLog.seconds)) after its return")
    try verify(ledger, "kill -9 of MariaDB, twice", seed: seed)
  }

  @Test func withoutTheDatabaseEveryAnswerIs503AtOnce() throws {
    let sku = try faults.newGoods(1, quantity: 10)[0]
    let channel = faults.newChannel()
    let created = try faults.client().post(
      "/order/create",
      ["channel": channel, "store_id": 1, "lines": FaultStack.lines([sku: 1])])
    let number = try #require(created.string("order_no"), "\(created.http.text)")
    try stack.stop("mariadb")
    let end = Date().addingTimeInterval(5)
    let seen = Witness()
    Crowd.run(4) { index in
      let client = faults.client()
      let order: [String: Any] = [
        "channel": channel, "store_id": 1, "lines": FaultStack.lines([sku: 1]),
      ]
      var round = 0
      while Date() < end {
        round += 1
        let calls: [() throws -> APIAnswer] = [
          { try client.post("/order/create", order, key: "\(channel)-\(index)-\(round)") },
          { try client.post("/order/create", order) },
          { try client.post("/order/cancel", ["order_no": number]) },
          { try client.get("/order/\(number)") },
          {
            let body: [String: Any] = [
              "ref_no": "\(channel)-\(index)-\(round)", "lines": FaultStack.lines([sku: 1]),
            ]
            return try client.post("/stock/lock", body)
          },
          { try client.get("/item/sku/\(sku)") },
          { try client.post("/user/login", ["username": "admin", "password": "wrong-password"]) },
        ]
        for call in calls { seen.note(call) }
        usleep(50_000)
      }
    }
    try stack.start("mariadb")
    let back = try secondsUntilServed()
    let outage = seen.outage
    FaultStack.say(
      """
      MariaDB stopped for 5 s: \(outage.answers) answers, wrong \(outage.faults.count), slowest \
      \(CallLog.seconds(outage.slowest)), served \(CallLog.seconds(back)) after its return
      """)
    #expect(outage.faults.isEmpty, "\(outage.faults.prefix(5))")
    #expect(outage.answers > 20 && outage.slowest < 5)
    #expect(back < 5)
    let count = try stack.sql("SELECT COUNT(*) FROM sales_order WHERE channel = '\(channel)'")
    #expect(count == [["1"]], "a refused order was written")
    try faults.waitForQuiet()
    try faults.audit()
    try expectService()
  }

  /// Seconds until an order is taken again.
  private func secondsUntilServed() throws -> Double {
    let started = Date()
    let sku = try untilServed { try faults.newGoods(1, quantity: 1)[0] }
    let client = faults.client()
    let body: [String: Any] = [
      "channel": faults.newChannel(), "store_id": 1, "lines": FaultStack.lines([sku: 1]),
    ]
    _ = try untilServed {
      let answer = try client.post("/order/create", body)
      guard answer.status == 201 else { throw StackFault(answer.http.text) }
      return answer
    }
    return Date().timeIntervalSince(started)
  }

  private func untilServed<Value>(_ work: () throws -> Value) throws -> Value {
    let end = Date().addingTimeInterval(10)
    while true {
      do {
        return try work()
      } catch {
        guard Date() < end else { throw error }
        usleep(50_000)
      }
    }
  }
}

/// Watches what clients see while a store is away.
private final class Witness: Sendable {
  struct Outage {
    var answers = 0
    var slowest = 0.0
    var faults: [String] = []
  }

  private let seen = Mutex(Outage())

  var outage: Outage { seen.withLock { $0 } }

  func note(_ call: () throws -> APIAnswer) {
    let sent = Date()
    let answer = Result { try call() }
    let seconds = Date().timeIntervalSince(sent)
    seen.withLock { outage in
      outage.answers += 1
      outage.slowest = max(outage.slowest, seconds)
      switch answer {
      case .failure(let error): outage.faults.append("\(error)")
      case .success(let answer):
        let isRight =
          answer.status == 503 && answer.error == "unavailable"
          && answer.http.header("Retry-After") != nil
        if !isRight { outage.faults.append("\(answer.status) \(answer.http.text)") }
      }
    }
  }
}
