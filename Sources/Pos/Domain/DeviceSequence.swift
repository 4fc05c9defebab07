/// The numbers of a device's sales: 1, 2, 3 …
package enum DeviceSequence {
  /// How far an unbroken run reaches: the part of `received` that begins with `next` and has no
  /// gap. `received` ascends.
  package static func run<Element>(
    of received: [Element], from next: Int64, by sequence: (Element) -> Int64
  ) -> ArraySlice<Element> {
    var expected = next
    let end =
      received.firstIndex { element in
        defer { expected.advance() }
        return sequence(element) != expected
      } ?? received.endIndex
    return received[..<end]
  }

  /// The numbers from `next` on that others behind them are waiting for. `received` ascends.
  package static func missing(from next: Int64, received: [Int64]) -> [ClosedRange<Int64>] {
    var ranges: [ClosedRange<Int64>] = []
    var expected = next
    for sequence in received where sequence >= expected {
      if sequence > expected { ranges.append(expected...sequence.previous) }
      expected = sequence.next
    }
    return ranges
  }
}
