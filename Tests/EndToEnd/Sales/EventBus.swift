import Foundation
import RedisClient
import StackKit

/// An event as it stands on the bus.
struct BusEntry {
  let stream: String
  let fields: [String: String]

  /// As the outbox has it: the streams carry no payloads.
  let payload: [String: Any]

  var type: String { fields["type"] ?? "" }
}

/// Reads the streams as an outsider does.
enum EventBus {
  static func read(_ stack: Stack) throws -> [BusEntry] {
    let redis = RedisConnection(
      settings: RedisOptions(endpoint: .socket(stack.layout.socket("redis"))))
    defer { redis.close() }
    let names = try redis.command(["KEYS", "erp:events:*"]).elements?.compactMap(\.text) ?? []
    let streams = try names.sorted().map { name in
      (name, try redis.command(["XRANGE", .text(name), "-", "+"]).elements ?? [])
    }
    // After the streams: what is on them is in the outbox, and others go on writing.
    let payloads = try payloads(stack)
    return streams.flatMap { name, entries in
      entries.map { entry in
        let words = entry.elements?.last?.elements?.map { $0.text ?? "" } ?? []
        var fields: [String: String] = [:]
        for index in stride(from: 0, to: words.count - 1, by: 2) {
          fields[words[index]] = words[index + 1]
        }
        return BusEntry(
          stream: name, fields: fields, payload: payloads[fields["event_id"] ?? ""] ?? [:])
      }
    }
  }

  private static func payloads(_ stack: Stack) throws -> [String: [String: Any]] {
    var payloads: [String: [String: Any]] = [:]
    for row in try stack.sql("SELECT outbox_id, HEX(payload) FROM outbox") {
      let hex = Array(row[1].utf8)
      let bytes = stride(from: 0, to: hex.count - 1, by: 2).compactMap {
        UInt8(String(decoding: hex[$0...($0 + 1)], as: UTF8.self), radix: 16)
      }
      let object = try? JSONSerialization.jsonObject(with: Data(bytes))
      payloads[row[0]] = object as? [String: Any]
    }
    return payloads
  }

  /// The entries, as soon as `isThere` finds what it waits for among them.
  static func read(
    _ stack: Stack, seconds: Double = 20, until isThere: ([BusEntry]) -> Bool
  ) throws -> [BusEntry] {
    let end = Date().addingTimeInterval(seconds)
    while true {
      let entries = try read(stack)
      if isThere(entries) { return entries }
      guard Date() < end else {
        throw StackFault("not on the bus within \(seconds) s, which holds \(entries.count)")
      }
      usleep(50_000)
    }
  }
}
