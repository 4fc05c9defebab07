/// Where a promotion holds. An empty list means everything; lists that are not empty must all
/// agree.
package struct PromotionScope: Equatable, Sendable {
  package let skuIDs: Set<Int64>
  /// Each with everything below it.
  package let categoryIDs: Set<Int64>
  package let storeIDs: Set<Int64>
  package let channels: Set<String>
  package let memberLevels: Set<Int64>

  package init(
    skuIDs: Set<Int64> = [], categoryIDs: Set<Int64> = [], storeIDs: Set<Int64> = [],
    channels: Set<String> = [], memberLevels: Set<Int64> = []
  ) {
    self.skuIDs = skuIDs
    self.categoryIDs = categoryIDs
    self.storeIDs = storeIDs
    self.channels = channels
    self.memberLevels = memberLevels
  }

  /// The whole house.
  package static let everything = PromotionScope()

  /// Whether it holds in the store.
  package func reaches(store: Int64) -> Bool { storeIDs.isEmpty || storeIDs.contains(store) }

  /// Whether a line's goods are meant.
  package func covers(_ line: BasketLine) -> Bool {
    (skuIDs.isEmpty || skuIDs.contains(line.skuID))
      && (categoryIDs.isEmpty || line.categoryIDs.contains(where: categoryIDs.contains))
  }
}
