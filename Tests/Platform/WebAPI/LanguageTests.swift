import Testing

@testable import WebAPI

/// Which language an answer is in.
@Suite struct LanguageTests {
  @Test(arguments: [
    ("zh", Language.chinese), ("zh-CN,zh;q=0.9,en;q=0.8", .chinese), ("ZH-hans", .chinese),
    ("en-US,en;q=0.9,zh;q=0.8", .english), ("en;q=0.5, zh;q=0.8", .chinese),
    ("fr, zh;q=0.3", .english), ("", .english), ("*", .english), ("zh;q=0", .english),
    ("zh;q=banana", .chinese), (";;;,,=", .english),
  ])
  func prefers(header: String, expected: Language) {
    #expect(Language(acceptLanguage: header) == expected)
  }
}
