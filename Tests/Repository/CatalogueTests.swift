import Foundation
import StackKit
import Testing

/// Aim: what the lists of faults and of security checks say of the suite is true.
@Suite struct CatalogueTests {
  static let security = "Sources/Tools/Dev/Security/SecurityCatalogue.swift"
  static let faults = "Sources/Tools/Dev/Fault/FaultCatalogue.swift"

  @Test(arguments: [security, faults])
  func everyNamedTestIsThere(_ path: String) throws {
    let text = Checkout.text(path)
    let names = Set(text.matches(of: /[A-Z][A-Za-z0-9]*Tests\.[a-z][A-Za-z0-9]*/).map { "\($0.0)" })
    #expect(names.count >= 3)
    let suite = try TestNames(source: Checkout.root)
    expectNone(names.filter { !suite.contains($0) }.sorted())
  }

  @Test func allChecksAndFaultsAreListedOnce() throws {
    for (path, type, count) in [(Self.security, "SecurityCheck", 33), (Self.faults, "Fault", 36)] {
      let call = try Regex("\(type)\\(\\s*([0-9]+),", as: (Substring, Substring).self)
      let numbers = Checkout.text(path).matches(of: call).compactMap { Int($0.output.1) }
      #expect(numbers.sorted() == Array(1...count), "\(type)")
    }
  }

  @Test func testsAreFoundByTheirSuite() {
    let names = TestNames.names(
      in: """
        @Suite struct OuterTests {
          struct Case { func other() {} }
          @Test func one() {}
          @Test(arguments: [1])
          func two(_ number: Int) {}
          func three() {}
        }
        extension OuterTests {
          @Suite struct InnerTests {
            @Test func four() {}
          }
        }
        """)
    #expect(names == ["OuterTests.one", "OuterTests.two", "InnerTests.four"])
  }
}
