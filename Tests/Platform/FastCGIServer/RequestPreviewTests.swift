import Testing

@testable import FastCGIServer

@Suite struct RequestPreviewTests {
  private func look(_ bytes: [UInt8], limit: Int = 32_768) -> RequestPreview {
    var copy = bytes
    return copy.withUnsafeMutableBytes { RequestPreview.look(at: $0, limit: limit) }
  }

  private func request(pairs: [UInt8]) -> [UInt8] {
    var bytes = RawClient.begin()
    Wire.appendStream(Wire.Kind.params, id: 1, pairs, to: &bytes)
    return bytes
  }

  @Test func everyBeginningIsPartial() {
    let whole = RawClient.request("/a", [("LONG", String(repeating: "x", count: 500))])
    let end = whole.count - 8
    for count in 0..<end { #expect(look(Array(whole.prefix(count))) == .partial, "\(count)") }
    #expect(look(Array(whole.prefix(end))) == .complete)
    #expect(look(whole) == .complete)
  }

  @Test func parametersInManyRecordsWithPadding() {
    var pairs: [UInt8] = []
    Wire.appendPair("DOCUMENT_URI", String(repeating: "漢", count: 100), to: &pairs)
    Wire.appendPair("B", "2", to: &pairs)
    var bytes = RawClient.begin()
    for byte in pairs { bytes += [1, 4, 0, 1, 0, 1, 3, 0, byte, 0, 0, 0] }
    bytes += [1, 4, 0, 1, 0, 0, 0, 0]
    #expect(look(bytes) == .complete)
  }

  /// The lengths of CVE-2025-23016 and their like; libfcgi must never see them.
  @Test(
    arguments: [
      (0x7FFF_FFFF, 0x7FFF_FFFF), (0x7FFF_FFFE, 0x7FFF_FFFE), (0x4000_0000, 0x4000_0000),
      (0x7FFF_FFFF, 2), (0, 0x7FFF_FFFF), (5, 1),
    ])
  func lengthsThatDoNotAddUp(name: Int, value: Int) {
    #expect(look(request(pairs: lengths(name, value) + [1, 2, 3])) == .malformed)
  }

  @Test func pairsThatEndTooEarly() {
    for pairs: [[UInt8]] in [
      [[5]], [[1, 1, 65]], [[0x80]], [[0x80, 0, 0, 0]], [[0, 0x80, 0, 0]],
    ] {
      #expect(look(request(pairs: pairs[0])) == .malformed)
    }
    #expect(look(request(pairs: [0, 0])) == .complete)
    #expect(look(request(pairs: [])) == .complete)
  }

  @Test func limits() {
    let padded = lengths(1, 1000) + Array(repeating: 65, count: 1001)
    #expect(look(request(pairs: padded), limit: padded.count) == .complete)
    #expect(look(request(pairs: padded), limit: padded.count - 1) == .tooLarge(id: 1))
    // Known from the first record's head, before the bytes come.
    #expect(look(RawClient.begin(id: 9) + [1, 4, 0, 9, 0xFF, 0xFF, 0, 0]) == .tooLarge(id: 9))
  }

  @Test func whatNginxNeverSends() {
    let body: [UInt8] = [0, 1, 1, 0, 0, 0, 0, 0]
    let wrong: [[UInt8]] = [
      Array("GET / HTTP/1.1\r\n".utf8),
      [2, 1, 0, 1, 0, 8, 0, 0] + body,  // version
      [1, 1, 0, 0, 0, 8, 0, 0] + body,  // id 0
      [1, 1, 0, 1, 0, 9, 0, 0] + body + [0],  // length
      [1, 1, 0, 1, 0, 8, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0],  // authorizer
      [1, 9, 0, 0, 0, 0, 0, 0],  // GET_VALUES
      [1, 4, 0, 1, 0, 0, 0, 0],  // PARAMS first
      RawClient.begin() + [1, 5, 0, 1, 0, 0, 0, 0],  // STDIN instead of PARAMS
      RawClient.begin() + [1, 4, 0, 2, 0, 0, 0, 0],  // another id
      RawClient.begin() + RawClient.begin(),
      RawClient.begin() + [1, 9, 0, 0, 0, 0, 0, 0],
    ]
    for bytes in wrong { #expect(look(bytes) == .malformed, "\(bytes)") }
  }

  private func lengths(_ name: Int, _ value: Int) -> [UInt8] {
    [name, value].flatMap { length -> [UInt8] in
      let word = UInt32(length) | 0x8000_0000
      return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
    }
  }
}
