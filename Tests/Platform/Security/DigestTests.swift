import Testing

@testable import Security

@Suite struct DigestTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func standardVectors(text: String, expected: String) {
    let digest = SHA256.digest(of: text)
    #expect(digest.hexadecimal == expected)
    #expect(digest.bytes == bytes(hexadecimal: expected))
    #expect(digest == SHA256.digest(of: Array(text.utf8)))
  }

  @Test func comparesEqualAndDifferent() {
    let one = randomBytes(32)
    var other = one
    #expect(constantTimeEqual(one, other))
    for index in other.indices {
      other[index] ^= 1
      #expect(!constantTimeEqual(one, other))
      other[index] ^= 1
    }
    #expect(!constantTimeEqual(one, Array(one.dropLast())))
    #expect(constantTimeEqual([], []))
  }

  @Test func randomBytesAreAsManyAsAskedAndDiffer() {
    for count in [0, 1, 7, 8, 9, 32, 100] { #expect(randomBytes(count).count == count) }
    #expect(Set((0..<1000).map { _ in randomBytes(16) }).count == 1000)
  }
}
