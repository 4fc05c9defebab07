import PromoDomain
import WebAPI

/// Whose a promotion is: it belongs to the stores where it holds.
extension OrganisationScope {
  /// Whether it is the caller's to make and to change.
  func owns(_ scope: PromotionScope) -> Bool { owns(stores: scope.storeIDs) }

  /// Whether it holds in any of the caller's stores, so that the caller may read it.
  func isReached(by scope: PromotionScope) -> Bool { isReached(by: scope.storeIDs) }
}
