import PosDomain
import Testing

/// What is done with a sale that arrives, and when two sales say the same.
@Suite struct ArrivalTests {
  private let hash: [UInt8] = [1]
  private let other: [UInt8] = [2]

  private func known(
    _ status: SyncedSaleStatus, _ client: String?, _ hash: [UInt8]? = [1]
  ) -> SaleArrival.Known {
    SaleArrival.Known(status: status, clientID: client, contentHash: hash)
  }

  private func decide(
    place: SaleArrival.Known? = nil, namesake: SaleArrival.Known? = nil
  ) -> SaleArrival {
    SaleArrival.decide(clientID: "a", contentHash: hash, place: place, namesake: namesake)
  }

  @Test func newOnesAreStored() {
    #expect(decide() == .store)
  }

  @Test func theSameAgainIsKnown() {
    for status in SyncedSaleStatus.allCases {
      #expect(decide(place: known(status, "a"), namesake: known(status, "a")) == .known)
    }
  }

  @Test func otherContentsAreRefused() {
    let first = known(.applied, "a", other)
    #expect(decide(place: first, namesake: first) == .refuse(.contentsDiffer))
  }

  @Test func anotherClientsNumberIsTaken() {
    #expect(decide(place: known(.applied, "b")) == .refuse(.sequenceTaken))
    #expect(decide(place: known(.waiting, "b")) == .refuse(.sequenceTaken))
    #expect(decide(place: known(.skipped, nil, nil)) == .refuse(.skipped))
  }

  /// A till that gives a sale another number does not sell it twice, and does not stand still.
  @Test func theSameSaleUnderAnotherNumber() {
    #expect(decide(namesake: known(.applied, "a")) == .repeated)
    #expect(decide(namesake: known(.applied, "a", other)) == .park(.contentsDiffer))
  }

  @Test func aFaultyEntryIsParkedByItself() {
    #expect(
      SaleArrival.decide(
        clientID: "a", contentHash: hash, isValid: false, place: nil, namesake: nil)
        == .park(.invalid))
  }

  @Test func aSkipThatWasTakenBackLetsTheSaleCome() {
    let open = SaleArrival.Known(
      status: .skipped, clientID: nil, contentHash: nil, isReopened: true)
    #expect(decide(place: open) == .reopen)
    #expect(decide(place: open, namesake: known(.applied, "a")) == .refuse(.skipped))
  }

  /// Composed or not, a letter is one to Swift and two to the database.
  @Test func clientsNumbersAreComparedByBytes() {
    let composed = SaleArrival.decide(
      clientID: "\u{E9}", contentHash: hash, place: known(.applied, "e\u{301}"), namesake: nil)
    #expect(composed == .refuse(.sequenceTaken))
  }
}
