import Testing

@testable import Kernel

@Suite struct TextFormTests {
  /// Each scalar of Unicode 14 between a letter and two marks, as Python's unicodedata 14.0.0
  /// composes it: `unicodedata.normalize("NFC", "a" + c + "\u0323\u0301|")`, hashed by FNV-1a.
  @Test func composesAsPythonDoes() {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var count = 0
    for value in UInt32(0)..<0x11_0000 {
      guard let scalar = Unicode.Scalar(value), Self.isOfUnicode14(scalar) else { continue }
      count += 1
      var written = String.UnicodeScalarView()
      for part in ["a", scalar, "\u{323}", "\u{301}", "|"] as [Unicode.Scalar] {
        written.append(part)
      }
      for byte in TextForm.text(String(written)).utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      }
    }
    #expect(count == 144762)
    #expect(hash == 0x5e968d672d7b4d76)
  }

  private static func isOfUnicode14(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    guard let age = properties.age, (age.major, age.minor) <= (14, 0) else { return false }
    let category = properties.generalCategory
    return category != .unassigned && category != .privateUse
  }

  @Test(arguments: [
    ("", ""), ("A1", "A1"), (" A1 ", "A1"), ("A1\u{3000}", "A1"), ("\u{200B}A1", "A1"),
    ("A\u{FEFF}", "A"), ("\u{3164}\u{200B} ", ""), ("A 1", "A 1"), ("\tA\n", "A"),
    ("A\u{200B}1", "A\u{200B}1"), ("e\u{301}", "\u{E9}"), ("Ａ１", "Ａ１"), ("名称", "名称"),
  ])
  func textsLoseTheirEnds(_ written: String, _ form: String) {
    #expect(Array(TextForm.text(written).utf8) == Array(form.utf8))
  }

  @Test(arguments: [
    ("ＡＢ－０１", "AB-01"), ("Ａ\u{3000}１", "A 1"), ("\u{3000}Ａ", "A"), ("Ａ\u{301}", "\u{C1}"),
    ("ab", "ab"), ("～", "~"),
  ])
  func codesBecomeASCII(_ written: String, _ form: String) {
    #expect(Array(TextForm.code(written).utf8) == Array(form.utf8))
  }

  @Test func searchWordsAreFolded() {
    #expect(TextForm.folded(" ＵＳＢ 线 ") == "usb 线")
    #expect(TextForm.folded("É") == "é")
  }

  @Test func formsAreStable() {
    for value in UInt32(0)..<0x3_0000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let form = TextForm.code("x\(scalar)\u{301}")
      #expect(TextForm.code(form).utf8.elementsEqual(form.utf8), "U+\(String(value, radix: 16))")
      guard TextForm.code(form).utf8.elementsEqual(form.utf8) else { return }
    }
  }

  @Test func whatNobodySeesIsFoundInside() {
    #expect(TextForm.hidesSomething("A\u{200B}1"))
    #expect(TextForm.hidesSomething("A\u{85}1"))
    #expect(!TextForm.hidesSomething("A 1 箱"))
  }
}
