import FaultKit
import Foundation
import Kernel
import StackKit
import Synchronization
import Testing

/// Aim: whatever way the sales of a day come in (in any order, in any parts, several times, cut
/// off, with the responder, the worker or the database killed meanwhile), the books end as if each
/// had come once, in order.
@Suite(.serialized) struct PosPropertyTests {
  static let stack = Result { try FaultStack.start("pos") }
  private let faults: FaultStack

  init() throws { faults = try Self.stack.get() }

  @Test(arguments: [UInt64(1), 2, 3])
  func anyWayEndsInTheSameBooks(seed: UInt64) throws {
    let plain = try TillWorld(faults, seed: seed)
    try sendOnceInOrder(plain)
    let wild = try TillWorld(faults, seed: seed)
    try sendAnyhow(wild, seed: seed)
    try faults.waitForQuiet(seconds: 60)
    let (expected, found) = (try plain.books(), try wild.books())
    #expect(expected.count > 3 * TillWorld.tills * TillWorld.salesPerTill, "seed \(seed)")
    let missing = Set(expected).subtracting(found).sorted()
    let excess = Set(found).subtracting(expected).sorted()
    #expect(
      missing.isEmpty && excess.isEmpty && expected.count == found.count,
      "seed \(seed): missing \(missing.prefix(5)), excess \(excess.prefix(5))")
    try faults.audit()
  }

  private func sendOnceInOrder(_ world: TillWorld) throws {
    let client = faults.client()
    for (till, device) in world.devices.enumerated() {
      let skipped = try client.post(
        "/pos/skip", ["device_id": device, "seq": TillWorld.skipped, "reason": "torn"])
      try #require(skipped.status == 200, "\(skipped.http.text)")
      let answer = try client.post(
        "/pos/sync", ["device_id": device, "orders": world.sales(of: till)])
      try #require(answer.status == 200, "\(answer.http.text)")
      #expect(answer.int("next_seq") == TillWorld.salesPerTill + 1, "\(answer.http.text)")
      #expect(answer.statuses.filter { $0 == "accepted" }.count > 50)
    }
  }

  /// Two senders for each till, and somebody who kills.
  private func sendAnyhow(_ world: TillWorld, seed: UInt64) throws {
    let isKilling = Atomic(true)
    let rounds = try Crowd.run(2 * TillWorld.tills + 1) { [faults] number in
      var random = SeededGenerator(seed: seed &* 77 &+ UInt64(number))
      guard number < 2 * TillWorld.tills else {
        defer { isKilling.store(false, ordering: .releasing) }
        try kill(&random)
        return 0
      }
      let sender = WildSender(
        world: world, faults: faults, till: number % TillWorld.tills,
        skips: number < TillWorld.tills)
      return try sender.run(&random) { isKilling.load(ordering: .acquiring) }
    }
    FaultStack.say(
      "POS, seed \(seed): \(rounds.reduce(0, +)) calls, \(Self.victims.count) kills meanwhile")
  }

  private static let victims = ["pos", "pos", "mariadb", "pos", "worker", "pos", "pos", "redis"]

  private func kill(_ random: inout SeededGenerator) throws {
    for victim in Self.victims {
      Thread.sleep(forTimeInterval: Double.random(in: 0.02...0.2, using: &random))
      try faults.stack.kill(victim, SIGKILL)
      try faults.stack.waitUntilReady(victim)
    }
  }
}

/// A till on a bad line: sends parts of its day in any order, again and again, sometimes hangs up,
/// and ends when it has been told of every sale.
private struct WildSender {
  let world: TillWorld
  let faults: FaultStack
  let till: Int
  /// Whether it also skips the number that no sale comes under.
  let skips: Bool

  /// - Returns: how many calls that took
  func run(_ random: inout SeededGenerator, whileWild isWild: () -> Bool) throws -> Int {
    let sales = world.sales(of: till)
    var told: Set<Int> = []
    var hasSkipped = !skips
    let patient = faults.client()
    let end = Date().addingTimeInterval(90)
    var rounds = 0
    while isWild() || told.count < sales.count || !hasSkipped {
      guard Date() < end else {
        throw StackFault("till \(till) was told of \(told.count) sales only, seed \(world.seed)")
      }
      rounds += 1
      if !hasSkipped, rounds > 5 {
        let answer = try? patient.post(
          "/pos/skip",
          ["device_id": world.devices[till], "seq": TillWorld.skipped, "reason": "torn"])
        hasSkipped = answer?.status == 200
      }
      let part = isWild() ? wildPart(sales, &random) : sales
      let client = faults.client()
      let hangsUp = Int.random(in: 0..<8, using: &random) == 0
      let answer = try? (hangsUp ? impatient(client) : client).post(
        "/pos/sync", ["device_id": world.devices[till], "orders": part])
      // Refused for a moment, or cut off; never broken.
      #expect(answer?.status != 500 && answer?.status != 409, "\(answer?.http.text ?? "")")
      guard let answer, answer.status == 200 else {
        Thread.sleep(forTimeInterval: 0.02)
        continue
      }
      for (sale, status) in zip(part, answer.statuses) where status != "waiting" {
        if let sequence = sale["seq"] as? Int { told.insert(sequence) }
      }
    }
    return rounds
  }

  private func wildPart(
    _ sales: [[String: Any]], _ random: inout SeededGenerator
  ) -> [[String: Any]] {
    let length = Int.random(in: 1...12, using: &random)
    let start = Int.random(in: 0..<sales.count, using: &random)
    var part = Array(sales[start..<min(sales.count, start + length)])
    if Bool.random(using: &random) { part.shuffle(using: &random) }
    if Bool.random(using: &random) { part += part.prefix(3) }
    return part
  }

  /// Hangs up before the answer has come, most times.
  private func impatient(_ client: APIClient) -> APIClient {
    let other = APIClient(world.stack, timeout: 0.03)
    other.token = client.token
    return other
  }
}
