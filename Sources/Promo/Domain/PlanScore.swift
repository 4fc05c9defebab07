/// How good a plan is: by benefit, then discount, then fewer promotions, then the smaller ids.
struct PlanScore: Equatable, Sendable {
  var benefit: Int128 = 0
  var discount: Int64 = 0
  /// In ascending order.
  var ids: [Int64] = []

  func isBetter(than other: PlanScore) -> Bool {
    if benefit != other.benefit { return benefit > other.benefit }
    if discount != other.discount { return discount > other.discount }
    if ids.count != other.ids.count { return ids.count < other.ids.count }
    return ids.lexicographicallyPrecedes(other.ids)
  }
}
