extension Int64 {
  /// Reads the one form in which an integer is written: no plus sign, no leading zeros, no -0. So
  /// an address has one spelling, and two that differ are two addresses.
  package init?(canonical text: String) {
    guard let value = Int64(text), value.description == text else { return nil }
    self = value
  }
}
