import Testing

@testable import WebAPI

/// Aim: the encoding of an uploaded text is found from the whole of it, and what cannot be told or
/// read is refused with the place.
@Suite struct UploadedTextTests {
  private func read(_ bytes: [UInt8], charset: String? = nil, piece: Int = 5) throws -> String {
    var rest = bytes[...]
    let text = try UploadedText(charset: charset) {
      let next = rest.prefix(piece)
      rest = rest.dropFirst(piece)
      return next
    }
    var read: [UInt8] = []
    while true {
      let next = try text.read()
      if next.isEmpty { return String(decoding: read, as: UTF8.self) }
      read += next
    }
  }

  private func fault(_ bytes: [UInt8], charset: String? = nil) -> TextFault? {
    do {
      _ = try read(bytes, charset: charset)
      return nil
    } catch { return error as? TextFault }
  }

  /// 水桶,牙膏 and 你好 as Chinese Excel saves them.
  private static let bucket: [UInt8] = [0xCB, 0xAE, 0xCD, 0xB0]
  private static let toothpaste: [UInt8] = [0xD1, 0xC0, 0xB8, 0xE0]
  private static let hello: [UInt8] = [0xC4, 0xE3, 0xBA, 0xC3]

  @Test func unmarkedTextsAreUTF8OrElseGB18030() throws {
    #expect(try read(Array("a,水桶\n".utf8)) == "a,水桶\n")
    #expect(try read(Array("plain".utf8)) == "plain")
    #expect(try read([]).isEmpty)
    let file = Self.bucket + [0x2C] + Self.toothpaste + [0x2C] + Self.hello
    for piece in [1, 2, 3, 7, 100] { #expect(try read(file, piece: piece) == "水桶,牙膏,你好") }
    #expect(try read([0x81, 0x30, 0x81, 0x30, 0x2C] + Self.hello, piece: 3) == "\u{80},你好")
  }

  /// 水桶 alone is well-formed UTF-8 as well: two Cyrillic letters.
  @Test func whatReadsBothWaysIsRefused() throws {
    #expect(fault(Self.bucket) == .ambiguous)
    #expect(fault(Array("é".utf8)) == .ambiguous)
    #expect(try read(Self.bucket, charset: "gbk") == "水桶")
    #expect(try read(Self.bucket, charset: "UTF-8") == "ˮͰ")
    #expect(try read(Array("é水".utf8)) == "é水")
  }

  /// Each pair of bytes that the survey takes for ambiguous is one ideograph in GB18030.
  @Test func everyAmbiguousPairIsAnIdeograph() throws {
    for lead in UInt8(0xC2)...0xDF {
      for trail in UInt8(0x80)...0xBF {
        let scalars = Array(try read([lead, trail], charset: "gb18030").unicodeScalars)
        #expect(scalars.count == 1 && (0x4E00...0x9FFF).contains(scalars[0].value))
      }
    }
  }

  @Test func marksDecide() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    #expect(try read(mark + Array("é".utf8)) == "\u{FEFF}é")
    #expect(try read([0xFF, 0xFE, 0x34, 0x6C, 0x0A, 0x00], piece: 1) == "\u{FEFF}水\n")
    #expect(try read([0xFE, 0xFF, 0x6C, 0x34, 0x00, 0x0A]) == "\u{FEFF}水\n")
    #expect(try read([0x34, 0x6C], charset: "utf-16") == "水")
    #expect(try read([0xFE, 0xFF, 0x6C, 0x34], charset: "UTF-16") == "\u{FEFF}水")
  }

  @Test func whatIsNoTextIsRefusedWithItsPlace() {
    #expect(
      fault(Array("水x".utf8) + [0xFF, 0x41])
        == .notText(offset: 4, byte: 0xFF, tried: [.utf8, .gb18030]))
    #expect(
      fault(Self.hello + [0x2C, 0x80, 0x41])
        == .notText(offset: 5, byte: 0x80, tried: [.utf8, .gb18030]))
    #expect(
      fault(Array("a".utf8) + Self.hello, charset: "utf-8")
        == .notText(offset: 1, byte: 0xC4, tried: [.utf8]))
    #expect(
      fault(Array("水".utf8).dropLast(), charset: "utf-8")
        == .notText(offset: 0, byte: 0xE6, tried: [.utf8]))
    #expect(
      fault([0x34, 0x6C, 0x00], charset: "utf-16le")
        == .notText(offset: 2, byte: 0, tried: [.utf16LittleEndian]))
    #expect(fault([0x41], charset: "klingon") == .unknownCharset("klingon"))
  }

  @Test func workbooksAreNamed() {
    #expect(fault([0x50, 0x4B, 0x03, 0x04, 0x14, 0x00]) == .workbook)
    #expect(fault([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0x00]) == .workbook)
  }

  /// UTF-8 as Swift sees it, byte by byte.
  @Test func theSurveyAgreesWithSwift() {
    var generator = SystemRandomNumberGenerator()
    let pool: [UInt8] = [
      0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE4, 0xED, 0xEE, 0xF0,
      0xF4, 0xF5,
    ]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
        pool.randomElement(using: &generator) ?? 0
      }
      var survey = TextSurvey()
      for byte in bytes { survey.add([byte]) }
      survey.finish()
      #expect(
        (survey.notUTF8 == nil) == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
    }
  }
}
