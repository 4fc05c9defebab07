import PromoDomain
import WebAPI

/// Whose a promotion is: it belongs to the stores where it holds.
extension OrganisationScope {
  /// Whether it holds in the caller's stores alone, so that it is the caller's to make and to
  /// change. One without a list of stores holds in all of the house.
  func owns(_ scope: PromotionScope) -> Bool {
    if limitedTo == nil { return true }
    return !scope.storeIDs.isEmpty && scope.storeIDs.allSatisfy(contains)
  }

  /// Whether it holds in any of the caller's stores, so that the caller may read it.
  func isReached(by scope: PromotionScope) -> Bool {
    scope.storeIDs.isEmpty || scope.storeIDs.contains(where: contains)
  }

  /// The ids as a JSON list; nil for everything.
  var storesAsJSON: String? {
    limitedTo.map { "[" + $0.map(String.init).joined(separator: ",") + "]" }
  }
}
