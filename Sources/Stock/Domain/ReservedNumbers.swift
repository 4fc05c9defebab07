/// Numbers of documents that clients may not give: orders give them to the documents of their
/// goods. The shape decides, not whether there is such an order.
package enum ReservedNumbers {
  /// Refuses what looks like a production order's number, with or without `-cancel`: taken before
  /// the order takes it, it would keep the order from starting, or from being cancelled.
  package static func refuse(_ number: String) throws(StockRefusal) {
    if isProductionOrder(number) { throw .numberReserved }
  }

  /// Refuses what looks like an order's number, for a sale: that order's goods leave under it, and
  /// whoever sees such a move takes the order's goods for gone. It does not matter whether there is
  /// such an order yet, or whether it ever had a lock.
  package static func refuseOrders(_ number: String) throws(StockRefusal) {
    if isOrder(number) { throw .numberReserved }
  }

  /// Orders' goods leave under `<channel>-<store>-<yyyymmdd>-<6 digits or more>`.
  package static func isOrder(_ number: String) -> Bool {
    // From the end: a channel may hold hyphens too.
    let parts = parts(of: number)
    guard parts.count > 4 || (parts.count == 4 && !parts[0].isEmpty) else { return false }
    let last = Array(parts.suffix(3))
    return !last[0].isEmpty && last[1].count == 8 && last[2].count >= 6
      && last.allSatisfy(isDigits)
  }

  /// Production orders move goods under `MO-<8 digits>-<digits>`, and under the same with `-cancel`
  /// what a cancelled order gives back.
  package static func isProductionOrder(_ number: String) -> Bool {
    let parts = parts(of: number)
    guard parts.count == 3 || parts.count == 4, parts[0].elementsEqual("MO".utf8),
      parts[1].count == 8, !parts[2].isEmpty
    else { return false }
    if parts.count == 4, !parts[3].elementsEqual("cancel".utf8) { return false }
    return parts[1...2].allSatisfy(isDigits)
  }

  private static func parts(of number: String) -> [Substring.UTF8View] {
    number.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
  }

  private static func isDigits(_ part: Substring.UTF8View) -> Bool {
    part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
