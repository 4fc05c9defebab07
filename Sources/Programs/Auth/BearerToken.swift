/// Takes the token out of an Authorization header (RFC 6750).
enum BearerToken {
  /// What stands after "Bearer " (in any case, one space); nil for anything else.
  static func token(in header: [UInt8]) -> [UInt8]? {
    let scheme = "bearer ".utf8
    guard header.count > scheme.count,
      zip(header, scheme).allSatisfy({ $0 == $1 || ($0 | 0x20 == $1 && $1 != 0x20) })
    else { return nil }
    return Array(header[scheme.count...])
  }
}
