/// Why a password was not hashed. Never carries the password.
package enum PasswordFault: Error, Equatable {
  /// More than 72 bytes: bcrypt would ignore the rest in silence.
  case tooLong
  /// A NUL byte: crypt(3) would end the password there in silence.
  case containsNUL
  /// Every core was busy with hashes for longer than anyone should wait; nothing was decided.
  case busy
  /// crypt(3) refused: a damaged stored hash, or no memory.
  case failed
}
