/// Writes numbers of a fixed width.
enum FixedText {
  /// Appends `value` with leading zeros; digits beyond the width are cut off.
  static func append(_ value: Int, digits: Int, to bytes: inout [UInt8]) {
    let first = bytes.count
    var rest = value
    for _ in 0..<digits { bytes.append(UInt8(ascii: "0")) }
    var position = first + digits
    while position > first {
      position -= 1
      bytes[position] &+= UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }
}
