/// The numbers under which orders' goods leave: `<channel>-<store>-<yyyymmdd>-<6 digits or more>`.
package enum OrderNumbers {
  package static func contains(_ number: String) -> Bool {
    // From the end: a channel may hold hyphens too.
    let parts = number.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count > 4 || (parts.count == 4 && !parts[0].isEmpty) else { return false }
    let last = parts.suffix(3)
    let (store, day, sequence) = (last.startIndex, last.startIndex + 1, last.startIndex + 2)
    guard !last[store].isEmpty, last[day].count == 8, last[sequence].count >= 6 else {
      return false
    }
    return last.allSatisfy { part in
      part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
  }
}
