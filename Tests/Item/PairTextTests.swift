import Kernel
import Testing

@testable import ItemDomain

/// Aim: pairs in a cell survive the way out and back, whatever they hold.
@Suite struct PairTextTests {
  private func parse(_ text: String) -> [String]? {
    PairText.parse(text)?.map { "\($0.key)→\($0.value)" }
  }

  @Test func reads() {
    #expect(parse("color=red;size=XL") == ["color→red", "size→XL"])
    #expect(parse("color=red;") == ["color→red"])
    #expect(parse("a=") == ["a→"])
    #expect(parse("a=b=c") == ["a→b=c"])
    #expect(parse(#"a\;b=c\=d\\"#) == [#"a;b→c=d\"#])
    #expect(parse("") == [])
  }

  @Test(arguments: ["color", "a=b;c", #"a=b\"#])
  func refuses(_ text: String) {
    #expect(PairText.parse(text) == nil)
  }

  @Test func roundTrip() {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("ab;=\\: 中")
    func word() -> String {
      String(
        (0..<Int.random(in: 1...5, using: &generator)).map { _ in
          alphabet.randomElement(using: &generator) ?? "a"
        })
    }
    for _ in 0..<500 {
      let pairs = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
        (key: word(), value: word())
      }
      let read = PairText.parse(PairText.write(pairs))
      #expect(read?.map(\.key) == pairs.map(\.key), "seed \(seed)")
      #expect(read?.map(\.value) == pairs.map(\.value), "seed \(seed)")
    }
  }
}
