import Testing

/// Aim: a setting that is declared is read, listed and told in both languages.
@Suite struct SettingTests {
  private static let folder = "Sources/Platform/Settings/"
  private static let text = Checkout.text(folder + "Setting.swift")
  private static let declared = Pattern(#"static let (\w+) = Setting\("#).matches(in: text)
    .map { $0[1] }

  @Test func everySettingIsListed() {
    #expect(Self.declared.count > 20)
    let list = Pattern(#"static let all: \[Setting\] = \[([^\]]*)\]"#).matches(in: Self.text)
    let names = Pattern(#"\w+"#).matches(in: list.first?[1] ?? "").map { $0[0] }
    #expect(names.sorted() == Self.declared.sorted())
  }

  @Test func everySettingIsRead() {
    let reading = Checkout.text(Self.folder + "Configuration.swift")
    expectNone(Self.declared.filter { !Pattern("\\.\($0)\\b").isFound(in: reading) })
  }

  /// What the one page tells of settings, the other tells too.
  @Test(arguments: ["install", "operate"]) func pagesAgree(page: String) {
    let key = Pattern("ERP_[A-Z_]+")
    let told = ["docs/\(page).md", "docs/\(page).zh-CN.md"].map { path in
      Set(key.matches(in: Checkout.text(path)).map { $0[0] })
    }
    #expect(told[0] == told[1])
  }
}
