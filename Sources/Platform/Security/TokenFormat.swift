/// The fixed parts of an access token: JWT (RFC 7519) signed with EdDSA (RFC 8037).
enum TokenFormat {
  static let algorithm = "EdDSA"
  static let type = "JWT"
  static let issuer = "erp"
  static let audience = "erp"
  static let maximumBytes = 2048
  /// How far the clocks of two machines may be apart, in seconds.
  static let skew: Int64 = 30
}
