import Glibc
import Kernel
import Testing

@testable import JSONCoding

/// A document that is four times as long may take four times as long, not sixteen times.
@Suite(.serialized) struct ComplexityTests {
  static let shapes: [(name: String, make: @Sendable (Int) -> String)] = [
    ("distinct keys", { n in object((0..<n).map { "\"key\($0)\":0" }) }),
    ("escaped keys", { n in object((0..<n).map { "\"\\u006bey\($0)\":0" }) }),
    ("long common start", { n in object((0..<n / 8).map { "\"\(start)\($0)\":0" }) }),
    ("objects in objects", { n in object((0..<n / 4).map { "\"k\($0)\":{\"a\":1,\"b\":{}}" }) }),
    ("empty arrays", { n in "[" + repeated("[]", n * 2) + "]" }),
    ("long string", { n in "\"" + String(repeating: "雪 and \\n", count: n) + "\"" }),
    ("long number", { n in String(repeating: "7", count: n * 10) }),
    ("white space", { n in String(repeating: " \n", count: n * 5) + "0" }),
    (
      "twelve long keys",
      { n in
        object((10..<22).map { "\"\\u0061" + String(repeating: "b", count: n / 2) + "\($0)\":0" })
      }
    ),
  ]

  static let start = String(repeating: "a", count: 64)

  static func object(_ members: [String]) -> String {
    "{" + members.joined(separator: ",") + "}"
  }

  static func repeated(_ element: String, _ count: Int) -> String {
    Array(repeating: element, count: count).joined(separator: ",")
  }

  @Test(arguments: shapes.indices)
  func timeIsLinear(shape: Int) throws {
    let (name, make) = Self.shapes[shape]
    let small = Array(make(10_000).utf8)
    let large = Array(make(80_000).utf8)
    let ratio = Double(large.count) / Double(small.count)
    let slow = try best { _ = try JSONDocument(parsing: large) }
    let quick = try best { _ = try JSONDocument(parsing: small) }
    // Eight times the length: linear is about 8, quadratic 64.
    #expect(slow / quick < ratio * 4, "\(name): \(quick) then \(slow)")
  }

  /// The least of five, in seconds of this thread's own processor time: what else the machine does
  /// meanwhile does not count.
  private func best(_ body: () throws -> Void) rethrows -> Double {
    var least = Double.infinity
    for _ in 0..<5 {
      let before = Self.processorSeconds()
      try body()
      least = min(least, Self.processorSeconds() - before)
    }
    return least
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
  }

  @Test func aTwinIsFoundAmongManyKeys() {
    for twin in ["key77", "\\u006bey77"] {
      let members = (0..<100_000).map { "\"key\($0)\":0" } + ["\"\(twin)\":0"]
      let text = Self.object(members)
      let offset = text.utf8.count - members[100_000].utf8.count - 1
      #expect(throws: JSONFault(kind: .duplicateKey, offset: offset)) {
        try JSONDocument(parsing: text)
      }
    }
  }

  @Test(arguments: 2...40) func aTwinIsFoundInEverySize(count: Int) throws {
    for (first, second) in [(0, count - 1), (count / 2, count - 1), (0, 1)] where first != second {
      var members = (0..<count).map { "\"key\($0)\":{\"key\($0)\":[]}" }
      _ = try JSONDocument(parsing: Self.object(members))
      members[second] = members[first]
      #expect(throws: JSONFault.self) { try JSONDocument(parsing: Self.object(members)) }
    }
  }
}
