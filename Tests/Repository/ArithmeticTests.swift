import Foundation
import Processes
import StackKit
import Testing

/// Aim: no number that comes from outside or from a row ends a process. Both are `Int64`, and the
/// compiler refuses each operator on one that traps, in each file of the product.
@Suite struct ArithmeticTests {
  /// A line of code each, of which the compiler must refuse every one.
  static let refused = [
    "_ = a + b", "_ = a - b", "_ = a * b", "_ = a / b", "_ = a % b", "_ = -a", "a += b",
    "a -= b", "a *= b", "_ = a + 1", "_ = [a, b].reduce(0, +)", "_ = Int(a)", "_ = Int32(a)",
    "_ = UInt8(a)", "_ = UInt64(a)", "_ = UInt128(a)", "_ = Int64(wide)", "_ = Int64(unsigned)",
    "_ = Int64(float)", "_ = Int(float)",
  ]

  static let taken = [
    "_ = a.adding(capped: b)", "_ = a.next", "a.advance()", "_ = a.negated", "_ = a < b",
    "_ = Int(counting: a)", "_ = count + 1", "_ = Int64(count)", "_ = Int64(exactly: wide)",
  ]

  /// The product's flags, on a file that imports nothing.
  @Test func theCompilerRefusesWhatTraps() throws {
    let lines = Self.refused + Self.taken
    let source =
      "func f(_ b: Int64, _ wide: Int128, _ unsigned: UInt64, _ float: Double, _ count: Int) {\n"
      + "  var a = b\n" + lines.map { "  \($0)\n" }.joined() + "}\n"
    let folder = FileManager.default.temporaryDirectory.path + "/arithmetic-\(getpid())"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = "\(folder)/outside.swift"
    try source.write(toFile: file, atomically: true, encoding: .utf8)
    // The package is named after its folder, as its build writes it.
    let package = try #require(
      Pattern(#""-module-name","Kernel",[^\n]*"-package-name","([^"]+)"#)
        .matches(in: Checkout.text(".build/debug.yaml")).first)
    let result = try Command.run(
      [
        "swiftc", "-typecheck", "-swift-version", "6", "-package-name", package[1],
        "-I", "\(try Installation().programs)/Modules", "-enable-upcoming-feature",
        "MemberImportVisibility", "-warnings-as-errors", "-Xfrontend", "-import-module",
        "-Xfrontend", "CheckedArithmetic", file,
      ])
    let places = Pattern(#"outside\.swift:(\d+):\d+: error: .*may end the process"#)
      .matches(in: result.output + result.errors).compactMap { Int($0[1]) }
    let told = Set(places.map { lines[$0 - 3] })
    #expect(told == Set(Self.refused), "\(result.output)\(result.errors)")
  }

  /// Every target of the product has these flags but the one that declares the operators.
  @Test func everyTargetHasTheFlags() {
    let manifest = Checkout.text("Package.swift")
    #expect(manifest.contains(#"checked: [SwiftSetting] = strict + seeing(["CheckedArithmetic"])"#))
    #expect(manifest.contains(#"["-Xfrontend", "-import-module", "-Xfrontend", $0]"#))
    #expect(manifest.contains("settings: [SwiftSetting] = checked"))
    let without = manifest.components(separatedBy: "settings: strict)").count - 1
    #expect(without == 3, "the operators' own module, and two that read clocks alone")
    let checked = manifest.components(separatedBy: "swiftSettings: checked").count - 1
    #expect(checked == 5, "domain, service, responder, program and catalogue")
  }

  /// What does not trap but wraps is no sum either: only where bits are meant.
  @Test func nothingWrapsUnawares() {
    let parts = ["CheckedArithmetic", "Kernel", "JSONCoding", "FastCGIServer", "Security"].map {
      "Sources/Platform/\($0)/"
    }
    // Sums of 128 bits over numbers of 60, which no memory holds enough of to overflow.
    let files = ["Sources/Promo/Domain/"]
    let faults = Checkout.sources.filter { file in
      let isMeant = (parts + files + ["Sources/Tools/"]).contains { file.path.hasPrefix($0) }
      return !isMeant && [" &+ ", " &- ", " &* "].contains { file.code.contains($0) }
    }
    expectNone(faults.map(\.path))
  }
}
