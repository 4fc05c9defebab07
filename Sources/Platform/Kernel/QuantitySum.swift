/// A sum of quantities, over warehouses or over the ways down a bill: up to 38 digits, 4 of them
/// behind the point. A column holds 18, so that a sum of what columns hold may be wider than any of
/// them.
package struct QuantitySum: Hashable, Comparable, Sendable, CustomStringConvertible {
  private static let grain: Int128 = 10_000
  /// 10^38
  private static let end: UInt128 = 100_000_000_000_000_000_000_000_000_000_000_000_000
  /// The value times 10^4.
  private let scaled: Int128

  private init(scaled: Int128) { self.scaled = scaled }

  /// A sum from its value times 10^4; nil beyond 38 digits.
  package init?(scaled: UInt128) {
    guard scaled < Self.end else { return nil }
    self.scaled = Int128(scaled)
  }

  package init(_ quantity: Quantity) { scaled = Int128(quantity.scaled) }

  /// - Parameter quantities: fewer than 10^19, which no table holds
  package init(of quantities: some Sequence<Quantity>) {
    scaled = quantities.reduce(into: Int128(0)) { $0 &+= Int128($1.scaled) }
  }

  /// A sum as MariaDB writes it, such as `-12.5000`; nil for what is none, or is too large.
  package init?(digits text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first else { return nil }
    let places = parts.count == 2 ? parts[1] : ""[...].utf8
    guard places.count <= 4 else { return nil }
    let padding = String(repeating: "0", count: 4 - places.count)
    guard whole.count <= 35, whole.last.map({ (0x30...0x39).contains($0) }) == true,
      let scaled = Int128(String(Substring(whole)) + String(Substring(places)) + padding)
    else { return nil }
    self.scaled = scaled
  }

  package static let zero = QuantitySum(.zero)

  /// Two sums of columns, whose difference is one too.
  package static func - (left: QuantitySum, right: QuantitySum) -> QuantitySum {
    QuantitySum(scaled: left.scaled &- right.scaled)
  }

  package static func < (left: QuantitySum, right: QuantitySum) -> Bool {
    left.scaled < right.scaled
  }

  package var description: String {
    let (whole, part) = scaled.magnitude.quotientAndRemainder(
      dividingBy: Self.grain.magnitude)
    let places = String(part)
    return (scaled < 0 ? "-" : "") + "\(whole)."
      + String(repeating: "0", count: 4 - places.count) + places
  }
}
