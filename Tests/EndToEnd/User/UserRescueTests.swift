import StackKit
import Testing

extension UserTests {
  /// What the operator at the machine can do for somebody who cannot log in any more.
  @Suite(.serialized) struct RescueTests {
    let users: UserStack

    init() throws { users = try UserStack.get() }

    private func status(_ name: String, _ password: String) throws -> Int {
      try users.client().login(name, password: password).status
    }

    @Test func aPasswordFromStandardInputIsTakenAndNotShown() throws {
      let user = try users.newUser()
      let client = try users.logIn(user.name, UserStack.password)
      let result = try users.stack.operate(
        ["user", "reset-password", user.name, "--stdin"], input: "a better horse\nand more\n")
      #expect(result.status == 0, "\(result.errors)")
      #expect(!(result.output + result.errors).contains("a better horse"))
      #expect(try client.get("/user/me").status == 401, "his logins are over")
      #expect(try status(user.name, UserStack.password) == 401)
      #expect(try status(user.name, "a better horse") == 200)
    }

    @Test func withoutOneAPasswordIsMade() throws {
      let user = try users.newUser()
      let result = try users.stack.operate("user", "reset-password", user.name)
      let words = result.output.split(whereSeparator: \.isWhitespace).map(String.init)
      let made = words.filter { $0.count == 20 }
      #expect(made.count == 1, "\(result.output)")
      #expect(try status(user.name, made.first ?? "") == 200)
    }

    @Test(arguments: ["", "short", String(repeating: "x", count: 73), "with\u{7}bell"])
    func whatIsNoPasswordIsRefused(_ password: String) throws {
      let user = try users.newUser()
      let result = try users.stack.operate(
        ["user", "reset-password", user.name, "--stdin"], input: password + "\n")
      #expect(result.status == 1)
      #expect(!result.errors.isEmpty && result.output.isEmpty)
      #expect(try status(user.name, UserStack.password) == 200, "nothing was changed")
    }

    @Test func somebodyUnknownIsNamed() throws {
      let result = try users.stack.operate(
        ["user", "reset-password", "nobody-here", "--stdin"], input: "a better horse\n")
      #expect(result.status == 1 && result.errors.contains("nobody-here"))
    }
  }
}
