/// How barcodes are compared (contract 2, section A, "barcode").
///
/// UPC-A, EAN-8, EAN-13 and GTIN-14 are one numbering, written with fewer or more zeros in front:
/// one article may be labelled in all of them.
package enum Barcode {
  /// The lengths that a GTIN may be written in.
  private static let lengths: Set<Int> = [8, 12, 13, 14]

  /// What two spellings of one barcode have in common: of a GTIN its 14 digits, else the code. The
  /// column `compare_code` says the same in SQL.
  package static func key(_ code: String) -> String {
    guard lengths.contains(code.utf8.count), checkDigit(of: code) == .right else { return code }
    return String(repeating: "0", count: 14 - code.utf8.count) + code
  }

  /// Whether it has a GTIN's length and digits, and another check digit than a GTIN has.
  package static func hasWrongCheckDigit(_ code: String) -> Bool {
    lengths.contains(code.utf8.count) && checkDigit(of: code) == .wrong
  }

  private enum CheckDigit {
    case right
    case wrong
    /// Not digits alone.
    case none
  }

  private static func checkDigit(of code: String) -> CheckDigit {
    var sum = 0
    for (place, byte) in code.utf8.reversed().enumerated() {
      guard (0x30...0x39).contains(byte) else { return .none }
      sum += Int(byte - 0x30) * (place.isMultiple(of: 2) ? 1 : 3)
    }
    return sum.isMultiple(of: 10) ? .right : .wrong
  }
}

/// Whose the barcodes are that a call names, as far as they are bound.
package struct BarcodeOwners: Sendable {
  /// A binding: the code as it was bound.
  package struct Binding: Equatable, Sendable {
    package let code: String
    package let skuID: Int64

    package init(code: String, skuID: Int64) {
      self.code = code
      self.skuID = skuID
    }
  }

  private var byCode: [String: Binding] = [:]
  private var byKey: [String: Binding] = [:]

  package init(_ bindings: [Binding] = []) { add(bindings) }

  package mutating func add(_ bindings: [Binding]) {
    for binding in bindings {
      byCode[binding.code] = binding
      let key = Barcode.key(binding.code)
      // Of two of before the one that the migration let stand for both.
      if let other = byKey[key], other.code == key || other.code < binding.code { continue }
      byKey[key] = binding
    }
  }

  /// What the code is bound to. Two bindings of before may be one GTIN; the exact spelling wins.
  package func binding(of code: String) -> Binding? {
    byCode[code] ?? byKey[Barcode.key(code)]
  }
}

extension Item {
  /// Gives a unit of a SKU one more barcode.
  /// - Parameters:
  ///   - unit: nil for the base unit
  ///   - owners: whose the barcode is, if anybody's
  /// - Returns: false when the unit has the barcode already
  package mutating func bind(
    _ code: String, toSKU place: Int, unit: String?, _ owners: BarcodeOwners
  ) throws(ItemRefusal) -> Bool {
    var labels = \SKU.barcodes
    if let unit, unit != baseUnit {
      guard let pack = skus[place].units.firstIndex(where: { $0.name == unit }) else {
        throw .packUnitNotFound
      }
      labels = \SKU.units[pack].barcodes
    }
    if let bound = owners.binding(of: code) {
      if skus[place][keyPath: labels].contains(bound.code) { return false }
      throw .barcodeTaken([bound])
    }
    skus[place][keyPath: labels].append(code)
    return true
  }

  /// Takes a barcode away from a SKU, however it is spelt.
  package mutating func unbind(_ code: String, ofSKU place: Int) throws(ItemRefusal) {
    let sku = skus[place]
    let owners = BarcodeOwners(
      sku.allBarcodes.map { BarcodeOwners.Binding(code: $0, skuID: sku.id) })
    guard let bound = owners.binding(of: code) else { throw .barcodeNotFound }
    skus[place].barcodes.removeAll { $0 == bound.code }
    for unit in sku.units.indices {
      skus[place].units[unit].barcodes.removeAll { $0 == bound.code }
    }
  }
}
