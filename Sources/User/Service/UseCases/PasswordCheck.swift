import Security
import UserDomain

/// Compares and makes passwords, with this centre's refusals.
enum PasswordCheck {
  /// Whether `password` is that of `hash`. Takes the same time without a hash, and for a password
  /// that can be nobody's.
  static func matches(_ password: String, _ hash: PasswordHash?) throws -> Bool {
    let isPossible =
      password.utf8.count <= PasswordHash.maximumBytes && !password.utf8.contains(0)
    do throws(PasswordFault) {
      guard isPossible, let hash else {
        _ = try PasswordHash.ofNobody.matches(isPossible ? password : "")
        return false
      }
      return try hash.matches(password)
    } catch {
      throw refusal(error)
    }
  }

  /// The hash of a password that passed the rules.
  static func hash(_ password: String) throws -> PasswordHash {
    do throws(PasswordFault) {
      return try PasswordHash(of: password)
    } catch {
      throw refusal(error)
    }
  }

  private static func refusal(_ fault: PasswordFault) -> any Error {
    fault == .busy ? UserRefusal.busy : fault
  }
}
