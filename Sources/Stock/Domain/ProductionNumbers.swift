/// The numbers under which production orders move goods: `MO-<8 digits>-<digits>`, and the same
/// with `-cancel` for what a cancelled order gives back.
package enum ProductionNumbers {
  package static func contains(_ number: String) -> Bool {
    let parts = number.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 3 || parts.count == 4, parts[0].elementsEqual("MO".utf8),
      parts[1].count == 8, !parts[2].isEmpty
    else { return false }
    if parts.count == 4, !parts[3].elementsEqual("cancel".utf8) { return false }
    return parts[1...2].allSatisfy { part in
      part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
  }
}
