/// Whether a member takes part. `member.status` holds the raw value.
package enum MemberStatus: String, CaseIterable, Sendable {
  case active
  case inactive
}

/// A member as the centre keeps it.
package struct Member: Equatable, Sendable {
  package let id: Int64
  package let name: String
  package let phone: String
  package let birthday: String?
  package let storeID: Int64?
  package let status: MemberStatus
  package let level: Int64
  package let account: PointAccount
  package let createdAt: Instant
  package let version: Int64

  package init(
    id: Int64, name: String, phone: String, birthday: String?, storeID: Int64?,
    status: MemberStatus, level: Int64, account: PointAccount, createdAt: Instant, version: Int64
  ) {
    self.id = id
    self.name = name
    self.phone = phone
    self.birthday = birthday
    self.storeID = storeID
    self.status = status
    self.level = level
    self.account = account
    self.createdAt = createdAt
    self.version = version
  }

  package var cardNumber: String { CardNumber(memberID: id).description }
}

/// A member's account whose row the transaction holds.
package struct LockedMember: Sendable {
  package let id: Int64
  package let status: MemberStatus
  package private(set) var level: Int
  package var account: PointAccount
  /// The database's time of the lock.
  package let lockedAt: Instant

  package init(
    id: Int64, status: MemberStatus, level: Int, account: PointAccount, lockedAt: Instant
  ) {
    self.id = id
    self.status = status
    self.level = level
    self.account = account
    self.lockedAt = lockedAt
  }

  /// Gives the member the level that the growth has reached.
  package mutating func reachLevel(of levels: LevelTable) {
    level = levels.level(for: account.growth)?.level ?? level
  }
}

/// The number on a member's card: made from the member's id, so it needs no row of its own.
///
/// An 8, the id with ten digits or more, and the check digit of bank cards (Luhn), which finds
/// every wrong digit and nearly every swap of neighbours.
package struct CardNumber: Equatable, Sendable, CustomStringConvertible {
  package let memberID: Int64

  package init(memberID: Int64) { self.memberID = memberID }

  /// Reads a card's number; nil when it is none.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    let isDigits = bytes.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isDigits, (12...18).contains(bytes.count), bytes.first == UInt8(ascii: "8"),
      let id = Int64(text.dropFirst().dropLast()), id > 0
    else { return nil }
    self.init(memberID: id)
    // Also refuses an id that was written with too many zeros.
    guard description == text else { return nil }
  }

  package var description: String {
    let front = "8\(memberID.padded(to: 10))"
    return "\(front)\(Self.checkDigit(of: front))"
  }

  private static func checkDigit(of front: String) -> Int {
    var sum = 0
    for (place, byte) in front.utf8.reversed().enumerated() {
      let digit = Int(byte) - 0x30
      let weighted = place.isMultiple(of: 2) ? digit * 2 : digit
      sum += weighted > 9 ? weighted - 9 : weighted
    }
    return (10 - sum % 10) % 10
  }
}
