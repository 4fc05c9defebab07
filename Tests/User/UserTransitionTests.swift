import Kernel
import Testing
import UserDomain

/// Aim: a user changes for whoever has seen the present state, and each change raises the version
/// once.
@Suite struct UserTransitionTests {
  private static func user(roles: [String] = ["admin"]) -> User {
    User(
      id: 1, username: "li", name: "Li", phone: nil, organisationID: 1, roles: roles,
      status: .active, version: 3, createdAt: Instant(microseconds: 0))
  }

  private static func change(
    _ user: inout User, name: String = "Li", status: UserStatus = .active, seen version: Int64 = 3
  ) throws -> Bool {
    try user.change(
      name: name, phone: nil, organisationID: 1, status: status, seen: version)
  }

  @Test func theSameIsNoChange() throws {
    var user = Self.user()
    #expect(try !Self.change(&user, seen: 1))
    #expect(user == Self.user())
  }

  @Test func aChangeRaisesTheVersion() throws {
    var user = Self.user()
    #expect(try Self.change(&user, name: "Wang", status: .disabled))
    #expect(user.name == "Wang" && user.status == .disabled && user.version == 4)
  }

  @Test func whoHasSeenAnOlderOneIsRefused() {
    var user = Self.user()
    #expect(throws: UserRefusal.versionStale) {
      _ = try Self.change(&user, name: "Wang", seen: 2)
    }
    #expect(user == Self.user())
  }

  @Test func rolesAreReplaced() {
    var user = Self.user()
    #expect(user.isAdmin)
    user.assign(roles: ["store_clerk"])
    #expect(!user.isAdmin && user.roles == ["store_clerk"] && user.version == 4)
  }
}
