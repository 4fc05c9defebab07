/// Why a token was refused. For logs and tests; a client learns only `expired` or not.
package enum TokenRefusal: String, Error, Equatable, Sendable {
  /// Longer than 2 KiB.
  case tooLong
  /// Not three parts of canonical base64url, or a part is not the JSON object it should be.
  case malformed
  /// The header is not exactly `alg` EdDSA, `typ` JWT and a `kid`.
  case header
  /// The header names a key that is not known here.
  case unknownKey
  /// The signature is not the key's.
  case signature
  /// A claim is missing, unknown, of the wrong type or out of range.
  case claims
  /// Of another issuer.
  case issuer
  /// For another audience.
  case audience
  /// Not valid yet, or made in the future.
  case notYetValid
  /// No longer valid.
  case expired
}
