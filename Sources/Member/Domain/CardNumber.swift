import Kernel

/// The number on a member's card: made from the member's id, so it needs no row of its own.
///
/// An 8, the id with ten digits or more, and the check digit of bank cards (Luhn), which finds
/// every wrong digit and nearly every swap of neighbours.
package struct CardNumber: Equatable, Sendable, CustomStringConvertible {
  package let memberID: Int64

  package init(memberID: Int64) { self.memberID = memberID }

  /// Reads a card's number; nil when it is none.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    let isDigits = bytes.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isDigits, (12...18).contains(bytes.count), bytes.first == UInt8(ascii: "8"),
      let id = Int64(text.dropFirst().dropLast()), id > 0
    else { return nil }
    self.init(memberID: id)
    // Also refuses an id that was written with too many zeros.
    guard description == text else { return nil }
  }

  package var description: String {
    let front = "8\(memberID.padded(to: 10))"
    return "\(front)\(Self.checkDigit(of: front))"
  }

  private static func checkDigit(of front: String) -> Int {
    var sum = 0
    for (place, byte) in front.utf8.reversed().enumerated() {
      let digit = Int(byte) - 0x30
      let weighted = place.isMultiple(of: 2) ? digit * 2 : digit
      sum += weighted > 9 ? weighted - 9 : weighted
    }
    return (10 - sum % 10) % 10
  }
}
