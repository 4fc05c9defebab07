import Foundation
import RedisClient
import StackKit

/// An event as it stands on the bus.
struct BusEntry {
  let stream: String
  let fields: [String: String]

  var type: String { fields["type"] ?? "" }
  var payload: [String: Any] {
    let data = Data((fields["payload"] ?? "").utf8)
    return (try? JSONSerialization.jsonObject(with: data)) as? [String: Any] ?? [:]
  }
}

/// Reads the streams as an outsider does.
enum EventBus {
  static func read(_ stack: Stack) throws -> [BusEntry] {
    let redis = RedisConnection(
      settings: RedisOptions(endpoint: .socket(stack.layout.socket("redis"))))
    defer { redis.close() }
    let names = try redis.command(["KEYS", "erp:events:*"]).elements?.compactMap(\.text) ?? []
    return try names.sorted().flatMap { name in
      let entries = try redis.command(["XRANGE", .text(name), "-", "+"]).elements ?? []
      return entries.map { entry in
        let words = entry.elements?.last?.elements?.map { $0.text ?? "" } ?? []
        var fields: [String: String] = [:]
        for index in stride(from: 0, to: words.count - 1, by: 2) {
          fields[words[index]] = words[index + 1]
        }
        return BusEntry(stream: name, fields: fields)
      }
    }
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
