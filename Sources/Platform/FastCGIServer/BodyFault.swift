/// Why a request's body cannot be used.
package enum BodyFault: Error, Sendable, Equatable {
  /// More than the maximum, or more than CONTENT_LENGTH said.
  case tooLarge(maximum: Int)
  /// Fewer bytes than CONTENT_LENGTH said: the client went away, or was too slow.
  case truncated
  /// CONTENT_LENGTH is not a number.
  case lengthMalformed
}
