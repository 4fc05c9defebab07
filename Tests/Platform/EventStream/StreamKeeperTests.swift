import Foundation
import Kernel
import MariaDBClient
import RedisClient
import Testing

@testable import EventStream

/// The bus is bounded by bytes: a full Redis holds no event up, whoever does not read.
@Suite(.serialized)
struct StreamKeeperTests {
  private static let stream = EventStreams.key("clock")

  private func keeper(_ bed: TestBed) -> StreamKeeper {
    StreamKeeper(redis: bed.connectRedis(), centres: ["clock", "bell"])
  }

  private func options() -> RelayOptions {
    var options = RelayOptions.standard
    options.centres = ["clock", "bell"]
    return options
  }

  private func length(_ redis: RedisConnection) throws -> Int64 {
    try redis.command(["XLEN", .text(Self.stream)]).int ?? -1
  }

  private func fill(_ count: Int, _ redis: RedisConnection) throws {
    let event = EventEnvelope(
      eventID: 1, type: "Ticked", version: 1, occurredAt: Instant(microseconds: 0), source: "test",
      key: "1", requestID: "r", payload: [])
    for start in stride(from: 0, to: count, by: 1_000) {
      _ = try redis.pipeline(
        (start..<min(start + 1_000, count)).map { _ in EventStreams.add(event, centre: "clock") })
    }
  }

  /// An entry of the longest texts that the outbox holds, in the shipped Redis' limit.
  @Test func allStreamsTogetherTakeLessThanHalfOfTheShippedLimit() throws {
    let bed = try TestBed()
    let redis = bed.connectRedis()
    let event = EventEnvelope(
      eventID: Identifier.maximum, type: String(repeating: "T", count: 64), version: 32_767,
      occurredAt: Instant(microseconds: 0), source: String(repeating: "s", count: 32),
      key: String(repeating: "k", count: 128), requestID: String(repeating: "r", count: 64),
      payload: Array(repeating: 0x20, count: 1_000_000))
    let count = 5_000
    for _ in 0..<(count / 500) {
      _ = try redis.pipeline((0..<500).map { _ in EventStreams.add(event, centre: "clock") })
    }
    let usage = try redis.command(["MEMORY", "USAGE", .text(Self.stream), "SAMPLES", "0"])
    let perEntry = try #require(usage.int) / Int64(count)
    #expect(perEntry <= EventStreams.entryBytesMax)
    let most =
      EventStreams.entryBytesMax * EventStreams.entriesMax * EventStreams.centres.count
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../..").standardized.path
    for file in ["systemd/setup/redis.conf", "systemd/cluster/redis.conf"] {
      let text = try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8)
      let lines = text.split(separator: "\n")
      let limit = try #require(lines.first { $0.hasPrefix("maxmemory ") })
      let megabytes = try #require(Int(limit.dropFirst("maxmemory ".count).dropLast(2)))
      #expect(most < megabytes * 1_048_576 / 2, "\(file)")
      #expect(lines.contains("maxmemory-policy volatile-ttl"), "\(file)")
    }
  }

  @Test func whatEveryGroupHasDoneIsForgotten() throws {
    let bed = try TestBed()
    let redis = bed.connectRedis()
    for group in ["quick", "slow"] {
      _ = try redis.command(EventStreams.createGroup(group, centre: "clock"))
    }
    try fill(3_000, redis)
    func read(_ group: String, _ count: Int64) throws -> [String] {
      let reply = try redis.command([
        "XREADGROUP", "GROUP", .text(group), "c", "COUNT", .integer(count), "STREAMS",
        .text(Self.stream), ">",
      ])
      let entries = reply.elements?.first?.elements?.last?.elements ?? []
      return entries.compactMap { $0.elements?.first?.text }
    }
    let done = try read("quick", 3_000)
    _ = try redis.command(["XACK", .text(Self.stream), "quick"] + done.map { .text($0) })
    // Nobody has read for the slow one.
    #expect(try keeper(bed).trim() == 0)
    let given = try read("slow", 2_000)
    #expect(given.count == 2_000)
    // Given and not acknowledged: still needed.
    #expect(try keeper(bed).trim() == 0)
    _ = try redis.command(
      ["XACK", .text(Self.stream), "slow"] + given.dropLast(100).map { .text($0) })
    #expect(try keeper(bed).trim() == 1_900)
    #expect(try length(redis) == 1_100)
    _ = try redis.command(["XACK", .text(Self.stream), "slow"] + given.map { .text($0) })
    _ = try keeper(bed).trim()
    // A stream this short is left alone.
    #expect(try length(redis) == 1_001)
    #expect(try keeper(bed).trim() == 0 || length(redis) == 1_001)
  }

  @Test func aFullRedisDeliversTheNextEventWhoeverStandsStill() throws {
    let bed = try TestBed()
    let redis = bed.connectRedis()
    let database = bed.connect()
    // One that subscribed and was stopped, one that is slower than what comes.
    try Subscriptions.register(bed.group("stopped"), on: database)
    _ = try redis.command(EventStreams.createGroup("stopped", centre: "clock"))
    let service = bed.service()
    service.startConsumers(
      bed.group("slow") { _, _ in usleep(20_000) }, .hasty())
    service.startConsumers(bed.group(), threads: 2, .hasty())
    let used = try #require(usedMemory(redis))
    _ = try redis.command(["CONFIG", "SET", "maxmemory", .integer(used + 2_500_000)])
    // More than there is room for, and other keys that are in nobody's way.
    service.startRelay(options())
    try bed.tick(0..<30_000, on: database)
    #expect(bed.wait(seconds: 60) { (try? bed.effects(on: database).numbers) == 30_000 } != nil)
    var fillers = 0
    while (try? redis.command([
      "SET", .text("stock:filler:\(fillers)"), .text(String(repeating: "x", count: 10_000)), "EX",
      "600",
    ])) != nil, fillers < 400 { fillers += 1 }
    try bed.tick([30_000], on: database)
    let seconds = bed.wait(seconds: 5) {
      (try? bed.one(
        "SELECT COUNT(*) FROM effect WHERE consumer = 'watch' AND number = 30000",
        on: database)) == 1
    }
    #expect(seconds != nil)
    #expect(try bed.effects(on: database) == .each(30_001))
    _ = service.finish()
  }

  private func usedMemory(_ redis: RedisConnection) -> Int64? {
    let text = (try? redis.command(["INFO", "memory"]))?.text ?? ""
    let line = text.split(whereSeparator: \.isNewline).first { $0.hasPrefix("used_memory:") }
    return line.flatMap { Int64($0.dropFirst("used_memory:".count)) }
  }

  /// With a million open events the lag is told, and told to be capped.
  @Test func aMillionOpenEventsDoNotBlindTheLag() throws {
    let bed = try TestBed()
    let database = bed.connect()
    try Subscriptions.register(bed.group(), on: database)
    for _ in 0..<20 {
      try database.administer(
        """
        INSERT INTO outbox (state, stream, type, version, occurred_at, source, event_key, \
        request_id, payload, published_at)
        SELECT seq % 2, 'clock', 'Ticked', 1, NOW(6) - INTERVAL 60 SECOND, 't', 'k', 'r', '{}', \
        IF(seq % 2 = 1, NOW(6), NULL) FROM seq_1_to_50000
        """)
    }
    let lag = try #require(try EventAdmin.lag(on: database).first)
    #expect(lag.consumer == "watch")
    #expect(lag.isCapped)
    #expect(lag.waiting == 2 * EventAdmin.countedMax)
    #expect(lag.oldestSeconds >= 60)
    #expect(try EventAdmin.unpublished(on: database).count == EventAdmin.countedMax)
  }

  /// What a consumer had in its hands when it ended is tried alone, and the attempts are counted.
  @Test func whatEndedAConsumerIsPutAside() throws {
    let bed = try TestBed()
    let database = bed.connect()
    let redis = bed.connectRedis()
    try Subscriptions.register(bed.group(), on: database)
    _ = try redis.command(EventStreams.createGroup("watch", centre: "clock"))
    try bed.tick(0..<20, on: database)
    let relay = Relay(database: bed.connect(), redis: bed.connectRedis(), owner: "p")
    try relay.markPublished(try relay.publish(try relay.nextBatch()))
    _ = try redis.command([
      "XREADGROUP", "GROUP", "watch", "dead", "COUNT", "20", "STREAMS", .text(Self.stream), ">",
    ])
    var options = ConsumerOptions.hasty()
    options.claimAfterMilliseconds = 0
    let reader = StreamReader(
      redis: bed.connectRedis(), group: "watch", consumer: "next", centres: ["clock"],
      options: options)
    let taken = try reader.takeOver()
    #expect(taken.count == 20)
    let delivery = EventDelivery(
      group: bed.group(), database: bed.connect(), redis: bed.connectRedis(), options: options)
    try delivery.deliver(taken.compactMap(\.eventID), oneByOne: true)
    #expect(try bed.one("SELECT COUNT(*) FROM event_failure", on: database) == 20)
    #expect(try delivery.retryDue() == 20)
    #expect(try bed.effects(on: database) == .each(20))
    #expect(try bed.one("SELECT COUNT(*) FROM event_failure", on: database) == 0)
  }
}
