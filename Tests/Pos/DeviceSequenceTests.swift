import Kernel
import PosDomain
import Testing

/// Numbers of a till: what is next, and what is missing.
@Suite struct DeviceSequenceTests {
  @Test func aRunEndsAtTheFirstGap() {
    let run = DeviceSequence.run(of: [4, 5, 6, 8, 9], from: 4) { $0 }
    #expect(Array(run) == [4, 5, 6])
    #expect(DeviceSequence.run(of: [Int64](), from: 1) { $0 }.isEmpty)
    #expect(DeviceSequence.run(of: [2, 3], from: 1) { $0 }.isEmpty)
    #expect(Array(DeviceSequence.run(of: [1, 2], from: 1) { $0 }) == [1, 2])
  }

  @Test func missingRanges() {
    #expect(DeviceSequence.missing(from: 3, received: [3, 4]) == [])
    #expect(DeviceSequence.missing(from: 3, received: []) == [])
    #expect(DeviceSequence.missing(from: 3, received: [5, 6, 9]) == [3...4, 7...8])
    #expect(DeviceSequence.missing(from: 1, received: [1_000_000]) == [1...999_999])
    #expect(DeviceSequence.missing(from: 5, received: [1, 2, 7]) == [5...6])
  }

  /// What is missing and what has come make the whole.
  @Test(arguments: 0..<20) func nothingIsMissingTwice(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let received = (Int64(1)...50).filter { _ in Bool.random(using: &random) }
      let missing = DeviceSequence.missing(from: 1, received: received)
      let all = Set(received).union(missing.flatMap { Array($0) })
      #expect(all == Set(1...(received.last ?? 0)).union(received), "seed \(seed)")
      #expect(missing.reduce(0) { $0 + $1.count } + received.count == all.count, "seed \(seed)")
    }
  }

  @Test func aHeldDeviceWaitsLongerEachTime() {
    let pauses = (1...12).map { HoldPolicy.microseconds(afterAttempt: $0, chance: 0) }
    #expect(pauses.prefix(4) == [1_000_000, 2_000_000, 4_000_000, 8_000_000])
    #expect(pauses.last == 300_000_000)
    #expect(zip(pauses, pauses.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(HoldPolicy.microseconds(afterAttempt: 3, chance: 1) == 3_000_000)
  }
}
