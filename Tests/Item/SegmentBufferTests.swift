import Kernel
import Testing

@testable import ItemDomain

/// Aim: ids are given out once each and in order, and the segments grow with the demand.
@Suite struct SegmentBufferTests {
  @Test func givesEveryIDOnce() {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    var buffer = SegmentBuffer()
    var next: Int64 = 1
    var given: [Int64] = []
    var expected: [Int64] = []
    for _ in 0..<2000 {
      if buffer.isLow {
        let first = next + Int64.random(in: 0...50, using: &generator)
        next = first + Int64.random(in: 1...1000, using: &generator)
        buffer.add(first..<next, atMilliseconds: 0)
        expected += first..<next
      }
      let count = Int.random(in: 1...30, using: &generator)
      let remaining = buffer.remaining
      if let ids = buffer.take(count) {
        #expect(ids.count == count, "seed \(seed)")
        given += ids
      } else {
        #expect(remaining < count && buffer.remaining == remaining, "seed \(seed)")
      }
    }
    #expect(given == Array(expected.prefix(given.count)), "seed \(seed)")
  }

  @Test func sizeFollowsDemand() {
    var buffer = SegmentBuffer()
    #expect(buffer.size == 1000)
    buffer.add(0..<1, atMilliseconds: 0)
    for time in 1...3 { buffer.add(0..<1, atMilliseconds: Int64(time)) }
    #expect(buffer.size == 8000)
    for time in 4...20 { buffer.add(0..<1, atMilliseconds: Int64(time)) }
    #expect(buffer.size == 100_000)
    buffer.add(0..<1, atMilliseconds: 20 + SegmentBuffer.slowMilliseconds + 1)
    #expect(buffer.size == 50_000)
  }
}
