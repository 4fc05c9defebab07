/// Why goods may not be named, with all that it holds for, in ascending order.
package enum SKUObjection: Error, Equatable, Sendable {
  case unknown([Int64])
  /// Services: there is nothing to stock.
  case notStocked([Int64])
  case inactive([Int64])
}

extension [Int64: SKUInfo] {
  /// The first reason why some of these SKUs may not be named: receipts and reservations need
  /// active goods; what lies there can always go.
  ///
  /// - Parameters:
  ///   - takesServices: whether services may be named too
  ///   - takesInactive: whether goods may be named that the house no longer deals in
  package func objection(
    to skuIDs: some Sequence<Int64>, takesServices: Bool = false, takesInactive: Bool = false
  ) -> SKUObjection? {
    let skuIDs = Set(skuIDs).sorted()
    let unknown = skuIDs.filter { self[$0] == nil }
    if !unknown.isEmpty { return .unknown(unknown) }
    let services = takesServices ? [] : skuIDs.filter { self[$0]?.isService == true }
    if !services.isEmpty { return .notStocked(services) }
    let inactive = takesInactive ? [] : skuIDs.filter { self[$0]?.isActive == false }
    return inactive.isEmpty ? nil : .inactive(inactive)
  }
}
