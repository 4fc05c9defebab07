import StackKit

/// One of the 33 checks of the security list, by its number there.
struct SecurityCheck: Sendable {
  enum Way: Sendable {
    /// Done by this run; returns what is wrong, a line each.
    case done(@Sendable (SecurityScene) throws -> [String])
    /// Done by these tests of the suite, `Suite.function`; the run sees that they are there.
    case tested
    /// Not done, and why.
    case told(String)
  }

  let number: Int
  let name: String
  let way: Way
  /// Tests of `make test` that cover it, or the rest of it.
  let tests: [String]

  init(
    _ number: Int, _ name: String, tests: [String] = [],
    _ body: @escaping @Sendable (SecurityScene) throws -> [String]
  ) {
    self.number = number
    self.name = name
    self.tests = tests
    way = .done(body)
  }

  init(_ number: Int, _ name: String, tests: [String]) {
    self.number = number
    self.name = name
    self.tests = tests
    way = .tested
  }

  init(_ number: Int, _ name: String, told reason: String, tests: [String] = []) {
    self.number = number
    self.name = name
    self.tests = tests
    way = .told(reason)
  }
}
