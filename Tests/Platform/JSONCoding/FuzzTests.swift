import Foundation
import Kernel
import TestKit
import Testing

@testable import JSONCoding

/// Damaged documents: nothing crashes, and what we accept Foundation reads alike.
///
/// `ERP_FUZZ_ITERATIONS` sets how many (20,000).
@Suite struct FuzzTests {
  let seed = TestSeed()

  /// What Foundation may accept although we refuse it.
  static let stricter: Set<JSONFault.Kind> = [
    .duplicateKey, .nulCharacter, .byteOrderMark, .badSurrogate,
  ]

  static let seeds: [String] = [
    #"{"channel":"pos","store_id":3,"lines":[{"sku_id":1,"qty":"1.50","price":19.99}],"ok":true}"#,
    #"{"a":{"b":[{},[],"",0,-0,1e5,-1.25E-3,null,false]},"\u0062\n":"\ud83d\ude00雪é\\\"\/"}"#,
    #"[[[[1,2],[3]],"abcdefgh12345678\u00e9abcdefgh"], 12345678901234567890, 0.1e+1 ]"#,
    #" { "k1" : 1 , "k2" : 2 , "k3":3,"k4":4,"k5":5,"k6":6,"k7":7,"#
      + #""k8":8,"k9":9,"ka":1,"kb":2,"kc":3,"kd":4 } "#,
  ]

  @Test func damagedDocuments() {
    let given = ProcessInfo.processInfo.environment["ERP_FUZZ_ITERATIONS"].flatMap { Int($0) }
    var generator = SampleGenerator(seed: seed.value)
    var accepted = 0
    for _ in 0..<(given ?? 20_000) {
      let bytes = damaged(&generator)
      let complaint: String?
      switch Result(catching: { () throws(JSONFault) in try JSONDocument(parsing: bytes) }) {
      case .success(let document):
        accepted += 1
        complaint = self.complaint(about: document, of: bytes)
      case .failure(let fault):
        complaint = self.complaint(about: fault, of: bytes)
      }
      if let complaint {
        Issue.record(
          "\(complaint): \(bytes) \(String(decoding: bytes, as: UTF8.self)) \(seed.hint)")
      }
    }
    #expect(accepted > (given ?? 20_000) / 100)
  }

  private func complaint(about document: JSONDocument, of bytes: [UInt8]) -> String? {
    let value = SampleValue(document.root)
    // Foundation loses a U+FEFF that follows an escape.
    if isBeyondFoundation(value) || bytes.contains(0xEF) { return nil }
    guard let object = foundation(bytes) else { return "accepted, unlike Foundation" }
    return value.matches(object) ? nil : "read unlike Foundation"
  }

  private func complaint(about fault: JSONFault, of bytes: [UInt8]) -> String? {
    guard (0...bytes.count).contains(fault.offset) else { return "offset outside the text" }
    if Self.stricter.contains(fault.kind) || foundation(bytes) == nil { return nil }
    // Foundation takes a comma before a closing bracket.
    if fault.kind == .unexpectedByte, "]}".utf8.contains(bytes[fault.offset]) {
      let before = bytes[..<fault.offset].last { !" \n\r\t".utf8.contains($0) }
      if before == UInt8(ascii: ",") { return nil }
    }
    return "refused, unlike Foundation: \(fault)"
  }

  func foundation(_ bytes: [UInt8]) -> Any? {
    // Foundation guesses UTF-16 and UTF-32 from zero bytes, which no JSON in UTF-8 has.
    guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else { return nil }
    return try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
  }

  /// Foundation converts numbers, and refuses those that no Double holds.
  func isBeyondFoundation(_ value: SampleValue) -> Bool {
    switch value {
    case .number(let text): !(Double(text) ?? .infinity).isFinite || text.utf8.count > 30
    case .array(let elements): elements.contains { isBeyondFoundation($0) }
    case .object(let members): members.contains { isBeyondFoundation($0.value) }
    default: false
    }
  }

  private func damaged(_ generator: inout SampleGenerator) -> [UInt8] {
    var bytes: [UInt8]
    if generator.below(4) == 0 {
      let value = generator.value(depth: 3)
      bytes = Array(generator.text(of: value).utf8)
    } else {
      bytes = Array(Self.seeds[generator.below(Self.seeds.count)].utf8)
    }
    let alphabet = Array(#"{}[]",:\u0019eE+-.truefalsn /"#.utf8)
    for _ in 0..<(1 + generator.below(3)) where !bytes.isEmpty {
      let place = generator.below(bytes.count)
      switch generator.below(6) {
      case 0: bytes[place] ^= 1 << UInt8(generator.below(8))
      case 1: bytes.insert(alphabet[generator.below(alphabet.count)], at: place)
      case 2: bytes.insert(UInt8(generator.below(256)), at: place)
      case 3: bytes.remove(at: place)
      case 4: bytes[place] = alphabet[generator.below(alphabet.count)]
      default:
        let end = place + generator.below(min(12, bytes.count - place))
        bytes.insert(contentsOf: Array(bytes[place..<end]), at: generator.below(bytes.count))
      }
    }
    return bytes
  }
}
