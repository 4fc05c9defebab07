import Kernel

/// Makes random values and writes them in random, valid ways: spaces, escapes, forms of numbers.
struct SampleGenerator {
  var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

  mutating func value(depth: Int = 0) -> SampleValue {
    switch below(depth > 4 ? 6 : 9) {
    case 0: .null
    case 1: .bool(below(2) == 0)
    case 2, 3: .number(number())
    case 4, 5: .string(string())
    case 6: .array((0..<below(6)).map { _ in value(depth: depth + 1) })
    default: .object(members(depth: depth + 1))
    }
  }

  private mutating func members(depth: Int) -> [SampleValue.Member] {
    var names: [[UInt8]] = []
    let count = below(10) == 0 ? below(40) : below(7)
    for _ in 0..<count {
      let name = string()
      if !names.contains(name) { names.append(name) }
    }
    return names.map { SampleValue.Member(name: $0, value: value(depth: depth)) }
  }

  private mutating func number() -> String {
    var text = below(2) == 0 ? "-" : ""
    text += below(4) == 0 ? "0" : String(1 + below(1 << (1 + below(50))))
    if below(3) == 0 { text += "." + String(below(100_000)) }
    if below(4) == 0 {
      text += ["e", "E", "e+", "E+", "e-", "E-"][below(6)] + String(below(30))
    }
    return text
  }

  private mutating func string() -> [UInt8] {
    let alphabet: [Character] = [
      "a", "b", "z", "0", " ", "\"", "\\", "/", "\n", "\t", "\u{1}", "\u{1F}", "\u{7F}", "é", "雪",
      "\u{FFFF}", "\u{2028}", "😀", "\u{10FFFF}", "\u{E000}", "\u{D7FF}",
    ]
    let length = below(8) == 0 ? below(60) : below(10)
    var text = ""
    for _ in 0..<length { text.append(alphabet[below(3) == 0 ? below(alphabet.count) : below(4)]) }
    return Array(text.utf8)
  }

  mutating func text(of value: SampleValue) -> String {
    let space = ["", "", "", " ", "\n", "\t \r\n"][below(6)]
    switch value {
    case .null: return space + "null"
    case .bool(let value): return space + (value ? "true" : "false")
    case .number(let text): return space + text + (below(4) == 0 ? " " : "")
    case .string(let bytes): return space + quoted(bytes)
    case .array(let elements):
      var parts: [String] = []
      for element in elements { parts.append(text(of: element) + space) }
      return space + "[" + (parts.isEmpty ? space : parts.joined(separator: ",")) + "]"
    case .object(let members):
      var parts: [String] = []
      for member in members {
        parts.append(space + quoted(member.name) + space + ":" + text(of: member.value))
      }
      return "{" + (parts.isEmpty ? space : parts.joined(separator: ",")) + "}" + space
    }
  }

  private mutating func quoted(_ bytes: [UInt8]) -> String {
    var text = "\""
    for unit in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let short = ["\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\t": "\\t"][Character(unit)]
      if below(6) == 0 || unit.value < 0x20 && short == nil {
        for half in Character(unit).utf16 {
          let digits = String(half, radix: 16, uppercase: below(2) == 0)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        text += short ?? (unit == "/" && below(2) == 0 ? "\\/" : String(unit))
      }
    }
    return text + "\""
  }
}
