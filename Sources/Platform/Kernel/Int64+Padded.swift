extension Int64 {
  /// With leading zeros up to that many digits; a longer number simply is longer.
  package func padded(to digits: Int) -> String {
    let text = String(self)
    return String(repeating: "0", count: Swift.max(0, digits - text.utf8.count)) + text
  }
}
