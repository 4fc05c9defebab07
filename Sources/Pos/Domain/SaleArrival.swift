/// What is done with a sale that arrives.
package enum SaleArrival: Equatable, Sendable {
  /// It is new: stored, and applied in its turn.
  case store
  /// It is known: what is stored says how it stands.
  case known
  /// The same sale came under another number: stored as settled, the first one counts.
  case repeated
  /// It cannot pass: stored as failed, so that the later ones go on.
  case park(SyncFault)
  /// Its number belongs to another sale: nothing is stored.
  case refuse(SyncFault)
  /// Its number was skipped before it came, and the skip was taken back: it takes its place, and is
  /// applied, whatever came after it.
  case reopen

  /// What is known of a sale that came before.
  package struct Known: Equatable, Sendable {
    package let status: SyncedSaleStatus
    /// Nil for a number that was skipped before anything came.
    package let clientID: String?
    package let contentHash: [UInt8]?
    /// A skip that was taken back.
    package let isReopened: Bool

    package init(
      status: SyncedSaleStatus, clientID: String?, contentHash: [UInt8]?, isReopened: Bool = false
    ) {
      self.status = status
      self.clientID = clientID
      self.contentHash = contentHash
      self.isReopened = isReopened
    }
  }

  /// - Parameters:
  ///   - isValid: false for an entry with a faulty field
  ///   - place: what is known under the same number of the device
  ///   - namesake: what is known under the same client's number
  package static func decide(
    clientID: String, contentHash: [UInt8], isValid: Bool = true, place: Known?, namesake: Known?
  ) -> SaleArrival {
    if let place {
      if place.isReopened, place.clientID == nil, namesake == nil, isValid { return .reopen }
      // Compared as the database does, by bytes: to Swift two spellings of a letter are one.
      guard place.clientID.map(ByteText.init) == ByteText(clientID) else {
        return .refuse(place.status == .skipped ? .skipped : .sequenceTaken)
      }
      return place.contentHash == contentHash ? .known : .refuse(.contentsDiffer)
    }
    if !isValid { return .park(.invalid) }
    guard let namesake else { return .store }
    return namesake.contentHash == contentHash ? .repeated : .park(.contentsDiffer)
  }

  /// What the sale's sender is told.
  /// - Parameters:
  ///   - place: what was known under the same number of the device
  ///   - namesake: what was known under the same client's number
  package func verdict(place: Known?, namesake: Known?) -> SyncVerdict {
    switch self {
    case .refuse(let fault): return .refused(fault)
    case .known, .repeated:
      // Where the number only repeats another, that one counts.
      let counts = (place?.status ?? .repeated) == .repeated ? namesake : place
      return counts?.status == .applied ? .duplicate : .stored
    case .store, .park, .reopen: return .stored
    }
  }
}

/// How a sale stood when it came.
package enum SyncVerdict: Equatable, Sendable {
  /// What is stored says how it stands now.
  case stored
  /// It had been applied before.
  case duplicate
  case refused(SyncFault)
}
