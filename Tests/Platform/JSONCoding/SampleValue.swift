import Foundation
import Kernel

@testable import JSONCoding

/// A JSON value as the tests understand it; numbers stay text.
indirect enum SampleValue: Equatable {
  case null
  case bool(Bool)
  case number(String)
  /// UTF-8, since `String` takes differently composed characters for equal.
  case string([UInt8])
  case array([SampleValue])
  case object([Member])

  struct Member: Equatable {
    let name: [UInt8]
    let value: SampleValue
  }

  /// What our reader made of a document.
  init(_ node: JSONNode) {
    switch node.kind {
    case .null: self = .null
    case .bool: self = .bool(node.bool ?? false)
    case .number: self = .number(String(decoding: node.raw, as: UTF8.self))
    case .string: self = .string(Array((node.text ?? "").utf8))
    case .array: self = .array(node.elements.map { SampleValue($0) })
    case .object:
      self = .object(
        node.members.map { Member(name: Array($0.name.utf8), value: SampleValue($0.value)) })
    }
  }

  /// Whether Foundation read the same: objects without order, numbers as far as Double goes.
  func matches(_ other: Any) -> Bool {
    switch self {
    case .null: return other is NSNull
    case .bool(let value): return (other as? NSNumber).map { $0.boolValue == value } ?? false
    case .number(let text): return Self.number(text, matches: other)
    case .string(let bytes): return (other as? String).map { Array($0.utf8) == bytes } ?? false
    case .array(let elements):
      guard let others = other as? [Any], others.count == elements.count else { return false }
      return zip(elements, others).allSatisfy { $0.matches($1) }
    case .object(let members):
      guard let others = other as? [String: Any] else { return false }
      let names = members.map { String(decoding: $0.name, as: UTF8.self) }
      // Foundation's dictionary merges keys that are canonically equivalent; RFC 8259 does not.
      guard Set(names).count == members.count else { return others.count <= members.count }
      return others.count == members.count
        && zip(names, members).allSatisfy { name, member in
          others[name].map { member.value.matches($0) } ?? false
        }
    }
  }

  private static func number(_ text: String, matches other: Any) -> Bool {
    guard let number = other as? NSNumber, let ours = Double(text) else { return false }
    if let integer = Int64(text) { return number.int64Value == integer }
    let theirs = number.doubleValue
    return ours == theirs || abs(ours - theirs) <= abs(ours) * 1e-14
  }
}
