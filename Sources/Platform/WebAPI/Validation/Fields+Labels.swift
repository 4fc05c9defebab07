import JSONCoding
import Kernel

/// Names that people often number.
extension Fields {
  /// A required text, or a whole number that stands for its digits: `"version": 2` is version "2".
  package mutating func label(_ key: StaticString, _ length: ClosedRange<Int>) -> String {
    let schema = Schema.label(minimum: length.lowerBound, maximum: length.upperBound)
    let label: String
    switch value(key, schema, isRequired: true) {
    case .absent: return ""
    case .query(let text): label = text
    case .json(let node):
      let number = node.kind == .number ? node.integer() : nil
      guard let text = number.map(String.init) ?? node.text else {
        return fault(key, .notAString) ?? ""
      }
      label = TextForm.text(text)
    }
    if let reason = Self.fault(in: label, .text, length, nil) { return fault(key, reason) ?? "" }
    return label
  }
}
