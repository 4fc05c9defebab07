/// A step that members reach by what they earn.
package struct MemberLevel: Equatable, Sendable {
  package let level: Int
  package let name: String
  /// Reached with this growth.
  package let minimumGrowth: Points
  /// Points for each 1.00 paid.
  package let earnRate: Rate
  /// What its members pay by.
  package let priceList: MemberPriceList

  package init(
    level: Int, name: String, minimumGrowth: Points, earnRate: Rate,
    priceList: MemberPriceList = .member
  ) {
    self.priceList = priceList
    self.level = level
    self.name = name
    self.minimumGrowth = minimumGrowth
    self.earnRate = earnRate
  }
}

/// The price lists of the item centre, by name.
package enum MemberPriceList: String, CaseIterable, Sendable {
  case retail
  case member
  case wholesale
}

/// All levels there are.
package struct LevelTable: Equatable, Sendable {
  /// Ascending.
  package let levels: [MemberLevel]
  /// Grows with each change of the table.
  package let version: Int64

  package init(_ levels: [MemberLevel], version: Int64) {
    self.levels = levels.sorted { $0.level < $1.level }
    self.version = version
  }

  /// The highest level whose minimum the growth has reached; nil when there is none, which a
  /// table without faults does not let happen.
  package func level(for growth: Points) -> MemberLevel? {
    levels.last { $0.minimumGrowth <= growth }
  }

  /// Why this cannot be the table.
  package enum Fault: Equatable, Sendable {
    /// These stand there twice.
    case repeated([Int])
    /// Somebody without any growth would have no level.
    case noneForEverybody
  }

  package var fault: Fault? {
    let repeated = Dictionary(grouping: levels, by: \.level).filter { $1.count > 1 }.keys
    if !repeated.isEmpty { return .repeated(repeated.sorted()) }
    return level(for: 0) == nil ? .noneForEverybody : nil
  }
}
