import Testing

@testable import FastCGIServer

/// The end of a request that is read away is found, however the bytes come, and nothing beyond it
/// is taken.
@Suite struct RequestRestTests {
  private func record(_ type: UInt8, _ content: [UInt8], padding: Int = 0) -> [UInt8] {
    [1, type, 0, 1, UInt8(content.count >> 8), UInt8(content.count & 0xFF), UInt8(padding), 0]
      + content + [UInt8](repeating: 0, count: padding)
  }

  @Test(arguments: [1, 3, 8, 1_000])
  func endsWithTheEmptyRecord(piece: Int) {
    let request =
      record(1, [0, 1, 1, 0, 0, 0, 0, 0]) + record(4, [UInt8](repeating: 7, count: 300), padding: 4)
      + record(4, []) + record(5, [UInt8](repeating: 0, count: 700), padding: 1) + record(5, [])
    let next = record(1, [0, 1, 1, 0, 0, 0, 0, 0])
    let bytes = request + next
    var rest = RequestRest()
    var taken = 0
    while !rest.isComplete {
      let count = min(piece, rest.wanted)
      rest.take(bytes[taken..<(taken + count)])
      taken += count
    }
    #expect(taken == request.count)
    #expect(rest.wanted == 0)
  }

  @Test func theFlagOfTheBeginningCounts() {
    #expect(RequestRest.keepsConnection(record(1, [0, 1, 1, 0, 0, 0, 0, 0])))
    #expect(!RequestRest.keepsConnection(record(1, [0, 1, 0, 0, 0, 0, 0, 0])))
    #expect(!RequestRest.keepsConnection([1, 1, 0]))
  }
}
