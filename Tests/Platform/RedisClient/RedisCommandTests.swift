import RedisClient
import StoreKit
import Testing

@Suite struct RedisCommandTests {
  @Test func bytesHaveNoMeaning() throws {
    let server = try PrivateRedis()
    defer { server.stop() }
    let redis = server.connect()
    let values: [[UInt8]] = [
      [], Array("\r\n$3\r\nfoo\r\n".utf8), Array("%s %b %n %%".utf8), [0, 255, 10, 13, 0],
      Array("中文 😀".utf8), (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) },
    ]
    for value in values {
      #expect(try redis.command(["SET", .bytes(value), .bytes(value)]) == .status("OK"))
      #expect(try redis.command(["GET", .bytes(value)]) == .string(value))
    }
    #expect(try redis.command(["DBSIZE"]) == .integer(Int64(values.count)))
  }

  @Test func errorsAreRefusalsAndThePipelineGoesOn() throws {
    let server = try PrivateRedis()
    defer { server.stop() }
    let redis = server.connect()
    #expect(throws: RedisError.self) { try redis.command(["NONSENSE"]) }
    let replies = try redis.pipeline([
      ["SET", "k", "1"], ["LPUSH", "k", "x"], ["INCRBY", "k", 41], ["GET", "none"],
      ["LRANGE", "none", 0, -1],
    ])
    #expect(replies[0] == .status("OK"))
    guard case .error(let reason) = replies[1] else {
      Issue.record("expected an error")
      return
    }
    #expect(reason.hasPrefix("WRONGTYPE"))
    #expect(replies[2] == .integer(42))
    #expect(replies[3] == .null)
    #expect(replies[4] == .array([]))
    #expect(redis.roundTrips == 2)
  }

  @Test func scriptsSurviveFlush() throws {
    let server = try PrivateRedis()
    defer { server.stop() }
    let redis = server.connect()
    let script = RedisScript(
      "test.add", "return redis.call('INCRBY', KEYS[1], ARGV[1]) + tonumber(ARGV[2])")
    #expect(try redis.run(script, keys: ["n"], arguments: [5, 100]) == .integer(105))
    try redis.command(["SCRIPT", "FLUSH"])
    #expect(try redis.run(script, keys: ["n"], arguments: [5, 100]) == .integer(110))
    try redis.command(["SCRIPT", "FLUSH"])
    let other = RedisScript("test.get", "return redis.call('GET', KEYS[1])")
    let replies = try redis.run([
      .init(script, keys: ["n"], arguments: [1, 0]), .init(other, keys: ["n"], arguments: []),
      .init(script, keys: ["n"], arguments: [1, 0]),
    ])
    #expect(replies[0] == .integer(11))
    #expect(replies[1].text != nil)
    #expect(replies[2] == .integer(12))
    #expect(try redis.command(["GET", "n"]).int == 12)
  }
}
