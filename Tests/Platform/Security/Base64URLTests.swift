import Foundation
import Testing

@testable import Security

@Suite struct Base64URLTests {
  @Test(arguments: [
    ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"),
    ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"),
  ])
  func standardVectors(plain: String, encoded: String) {
    #expect(Base64URL.encode(Array(plain.utf8)) == encoded)
    #expect(Base64URL.decode(encoded) == Array(plain.utf8))
  }

  @Test(arguments: [
    "Zg==", "Zh", "Zm9", "Z", "Zm9vY", "Zm 9v", "Zm+v", "Zm/v", "Zm9v\n", "Zm9v=", "Zm\u{e9}v", "=",
  ])
  func refusesWhatItWouldNotWrite(text: String) {
    #expect(Base64URL.decode(text) == nil)
  }

  @Test func agreesWithFoundation() {
    for count in 0..<200 {
      let bytes = randomBytes(count)
      let expected = Data(bytes).base64EncodedString()
      #expect(String(decoding: Base64Codec.standard.encode(bytes), as: UTF8.self) == expected)
      #expect(Base64Codec.standard.decode(ArraySlice(expected.utf8)) == bytes)
      #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
    }
  }

  @Test func everyValueHasOneText() {
    // All two-character texts: each either fails or is what its value is written as.
    for first in UInt8(33)..<127 {
      for second in UInt8(33)..<127 {
        let text = String(decoding: [first, second], as: UTF8.self)
        if let value = Base64URL.decode(text) { #expect(Base64URL.encode(value) == text) }
      }
    }
  }
}
