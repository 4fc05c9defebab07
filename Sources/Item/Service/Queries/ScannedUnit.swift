import ItemDomain
import Kernel

/// What unit a barcode's row means.
enum ScannedUnit {
  private static let one = Quantity(exactly: "1") ?? .zero

  /// - Parameters:
  ///   - name: empty for the base unit
  ///   - units: the SKU's units as they are stored
  static func find(
    _ name: String, among units: [UInt8], baseUnit: String
  ) -> (unit: String, factor: Quantity) {
    if name.isEmpty { return (baseUnit, one) }
    let unit = [PackUnit](stored: units).first { $0.name == name }
    return unit.map { ($0.name, $0.factor) } ?? (baseUnit, one)
  }
}
