import Testing

/// Aim: the programs say the version that the package has.
@Suite struct VersionTests {
  @Test func programsSayThePackagesVersion() {
    let changelog = Checkout.text("debian/changelog")
    let packaged = changelog.split(separator: "(").dropFirst().first?.prefix { $0 != ")" } ?? ""
    let said = Checkout.text("Sources/Platform/Kernel/ProductVersion.swift")
    #expect(!packaged.isEmpty)
    #expect(said.contains("text = \"\(packaged)\""), "debian/changelog says \(packaged)")
  }
}
