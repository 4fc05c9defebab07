import Foundation
import Kernel

/// Makes bad bodies out of good ones, the same for the same seed.
struct BodyMutator {
  private var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  /// Values on the edge of what some field takes, as they stand in JSON.
  static let values = [
    "0", "1", "-1", "2", "1000", "9007199254740991", "9007199254740992", "9223372036854775807",
    "0.0001", "0.00001", "99999999999999.9999", "\"99999999999999.9999\"", "9999999999999999.99",
    "\"0.01\"", "1e14", "1e-4", "-0", "\"\"", "\" \"", "\"a\"", "\"1\"", "null", "true", "false",
    "[]", "{}", "[{}]", "[null]", "[[]]", "\"螺丝\"", "\"😀\"", "\"\\u202e\"", "\"é\"",
    "\"e\\u0301\"", "\"ß\"", "\"A\"", "\"admin\"", "\"*\"", "\"pos\"", "\"looker\"",
    "\"2026-11-22T00:00:00Z\"", "\"9999-12-31T23:59:59.999999Z\"", "\"0001-01-01T00:00:00Z\"",
    "\"2026-02-30T00:00:00Z\"", "\"2026-11-22T24:00:00+14:00\"", "\"item.*\"", "\"*.read\"",
  ]

  /// The body with one to three changes, as JSON text.
  mutating func mutate(_ body: [String: Any]) -> String {
    var value: Any = body
    for _ in 0..<Int.random(in: 1...3, using: &generator) { value = change(value, depth: 0) }
    return text(value)
  }

  private mutating func change(_ value: Any, depth: Int) -> Any {
    if let object = value as? [String: Any], !object.isEmpty, depth < 4 {
      return change(object, depth)
    }
    if let list = value as? [Any], !list.isEmpty, depth < 4 { return change(list, depth) }
    return replacement()
  }

  private mutating func change(_ object: [String: Any], _ depth: Int) -> Any {
    var object = object
    let key = object.keys.sorted().randomElement(using: &generator) ?? ""
    switch Int.random(in: 0..<10, using: &generator) {
    case 0: object[key] = nil
    case 1: object[key + "x"] = object[key]
    case 2: return replacement()
    default: object[key] = change(object[key] ?? 0, depth: depth + 1)
    }
    return object
  }

  private mutating func change(_ list: [Any], _ depth: Int) -> Any {
    var list = list
    let index = Int.random(in: 0..<list.count, using: &generator)
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: list.remove(at: index)
    case 1: list.append(list[index])
    case 2: list += Array(repeating: list[index], count: 40)
    default: list[index] = change(list[index], depth: depth + 1)
    }
    return list
  }

  private mutating func replacement() -> Raw {
    switch Int.random(in: 0..<12, using: &generator) {
    case 0:
      let count = [63, 64, 65, 200, 201, 5000].randomElement(using: &generator) ?? 1
      return Raw("\"" + String(repeating: "x", count: count) + "\"")
    case 1: return Raw("\(Int64.random(in: -5...5, using: &generator))")
    case 2:
      let whole = Int64.random(in: 0...100_000_000_000_000, using: &generator)
      return Raw("\(whole).\(Int.random(in: 0...9999, using: &generator))")
    default: return Raw(Self.values.randomElement(using: &generator) ?? "0")
    }
  }

  /// A value that is written as it is.
  private struct Raw {
    let text: String
    init(_ text: String) { self.text = text }
  }

  private func text(_ value: Any) -> String {
    switch value {
    case let raw as Raw: raw.text
    case let object as [String: Any]:
      "{"
        + object.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(text($0.value))" }
        .joined(separator: ",") + "}"
    case let list as [Any]: "[" + list.map(text).joined(separator: ",") + "]"
    case let string as String: quoted(string)
    default: "\(value)"
    }
  }

  private func quoted(_ string: String) -> String {
    let data = try? JSONSerialization.data(
      withJSONObject: string, options: [.fragmentsAllowed, .withoutEscapingSlashes])
    return String(decoding: data ?? Data("\"\"".utf8), as: UTF8.self)
  }
}
