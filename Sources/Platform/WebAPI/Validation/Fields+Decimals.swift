import JSONCoding
package import Kernel

/// Which values a decimal may take.
package enum DecimalSign: Sendable {
  case any
  case positive
  case notNegative
}

/// Money, prices, costs and quantities, read exactly and never through a binary float.
extension Fields {
  /// A required decimal.
  package mutating func decimal<Unit: DecimalUnit>(
    _ key: StaticString, _ sign: DecimalSign
  ) -> FixedDecimal<Unit> {
    optionalDecimal(key, sign, isRequired: true) ?? .zero
  }

  /// A decimal that may be absent.
  package mutating func optionalDecimal<Unit: DecimalUnit>(
    _ key: StaticString, _ sign: DecimalSign, isRequired: Bool = false
  ) -> FixedDecimal<Unit>? {
    let schema = Schema.requestDecimal(places: Unit.places, sign)
    let found = value(key, schema, isRequired: isRequired)
    do throws(DecimalFault) {
      let number: FixedDecimal<Unit>
      switch found {
      case .absent: return nil
      case .query(let text): number = try FixedDecimal<Unit>(parsing: text)
      case .json(let node): number = try node.decimal()
      }
      if let reason = Self.fault(in: number, sign) { return fault(key, reason) }
      return number
    } catch {
      switch error {
      case .notANumber: return fault(key, .notADecimal)
      case .tooManyPlaces: return fault(key, .tooManyPlaces(Unit.places))
      case .outOfRange: return fault(key, .outOfRange(Self.largest(Unit.places, sign)))
      }
    }
  }

  /// The bound that a number of so many places passed, for people.
  private static func largest(_ places: Int, _ sign: DecimalSign) -> String {
    let nines = String(repeating: "9", count: places)
    let largest = String(repeating: "9", count: 18 - places) + (places > 0 ? ".\(nines)" : "")
    return sign == .any ? "-\(largest) … \(largest)" : "≤ \(largest)"
  }

  private static func fault<Unit: DecimalUnit>(
    in number: FixedDecimal<Unit>, _ sign: DecimalSign
  ) -> FaultReason? {
    switch sign {
    case .any: nil
    case .positive: number > .zero ? nil : .outOfRange("> 0")
    case .notNegative: number >= .zero ? nil : .outOfRange("≥ 0")
    }
  }
}
