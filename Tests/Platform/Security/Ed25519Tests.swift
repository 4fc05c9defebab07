import Testing

@testable import Security

@Suite struct Ed25519Tests {
  struct Vector {
    let seed: String
    let publicKey: String
    let message: String
    let signature: String
  }

  /// RFC 8032, section 7.1, tests 1 to 3.
  static let vectors = [
    Vector(
      seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
      message: "",
      signature: "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    Vector(
      seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
      message: "72",
      signature: "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    Vector(
      seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      publicKey: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
      message: "af82",
      signature: "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
  ]

  @Test(arguments: vectors)
  func standardVectors(vector: Vector) throws {
    let key = try Ed25519PrivateKey(seed: bytes(hexadecimal: vector.seed))
    let message = bytes(hexadecimal: vector.message)
    let signature = bytes(hexadecimal: vector.signature)
    #expect(key.publicKey.bytes == bytes(hexadecimal: vector.publicKey))
    #expect(try key.signature(of: message) == signature)
    #expect(key.publicKey.isValid(signature: signature, of: message))
    #expect(!key.publicKey.isValid(signature: signature, of: message + [0]))
  }

  /// RFC 8037, appendix A.4: a JWS with an Ed25519 signature.
  @Test func webSignatureVector() throws {
    let seed = try #require(Base64URL.decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"))
    let key = try Ed25519PrivateKey(seed: seed)
    let x = Base64URL.encode(key.publicKey.bytes)
    #expect(x == "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
    let header = Base64URL.encode(Array(#"{"alg":"EdDSA"}"#.utf8))
    let payload = Base64URL.encode(Array("Example of Ed25519 signing".utf8))
    let signature = try key.signature(of: Array("\(header).\(payload)".utf8))
    #expect(
      Base64URL.encode(signature)
        == "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg")
  }

  @Test func refusesEveryChangedBitOfASignature() throws {
    let key = try Ed25519PrivateKey.generate()
    let message = Array("twelve o'clock".utf8)
    var signature = try key.signature(of: message)
    for index in signature.indices {
      for bit in 0..<8 {
        signature[index] ^= 1 << bit
        #expect(!key.publicKey.isValid(signature: signature, of: message))
        signature[index] ^= 1 << bit
      }
    }
    #expect(key.publicKey.isValid(signature: signature, of: message))
    #expect(!key.publicKey.isValid(signature: Array(signature.dropLast()), of: message))
    #expect(!key.publicKey.isValid(signature: signature + [0], of: message))
    #expect(!key.publicKey.isValid(signature: [], of: message))
  }

  /// Keys and signatures of ours are good for the command line, and the other way round.
  @Test func agreesWithTheOpenSSLCommand() throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    try TokenKeyFiles.generate(kid: "ours", in: folder.path)
    let message = Array("message".utf8)
    let messagePath = try folder.write("message", message)

    let ours = try #require(KeyPEM.privateSeed(in: text(try folder.read("ours.pem"))))
    let signature = try Ed25519PrivateKey(seed: ours).signature(of: message)
    let signaturePath = try folder.write("signature", signature)
    let verified = try OpenSSLCommand.run([
      "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", "\(folder.path)/ours.pub.pem",
      "-in", messagePath, "-sigfile", signaturePath,
    ])
    #expect(verified.status == 0, "\(verified.output)")

    let theirs = "\(folder.path)/theirs"
    for arguments in [
      ["genpkey", "-algorithm", "ed25519", "-out", "\(theirs).pem"],
      ["pkey", "-in", "\(theirs).pem", "-pubout", "-out", "\(theirs).pub.pem"],
      [
        "pkeyutl", "-sign", "-rawin", "-inkey", "\(theirs).pem", "-in", messagePath, "-out", theirs,
      ],
    ] {
      let result = try OpenSSLCommand.run(arguments)
      #expect(result.status == 0, "\(result.output)")
    }
    let publicBytes = try #require(KeyPEM.publicBytes(in: text(try folder.read("theirs.pub.pem"))))
    let publicKey = try #require(Ed25519PublicKey(bytes: publicBytes))
    #expect(publicKey.isValid(signature: try folder.read("theirs"), of: message))
    let seed = try #require(KeyPEM.privateSeed(in: text(try folder.read("theirs.pem"))))
    #expect(try Ed25519PrivateKey(seed: seed).publicKey == publicKey)
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
