import Kernel
import MemberDomain
import WebAPI

/// A level, with the version of the table that it stands in: what a PUT has to name.
struct LevelAnswer: ObjectAnswer {
  let level: MemberLevel
  let version: Int64

  static let shape: [AnswerField<LevelAnswer>] = [
    .integer("level") { Int64($0.level.level) },
    .text("name") { $0.level.name },
    .points("min_growth") { $0.level.minimumGrowth },
    .decimal("earn_rate") { $0.level.earnRate },
    .choice("price_list") { $0.level.priceList },
    .integer("version") { $0.version },
  ]

  static func list(_ table: LevelTable) -> [LevelAnswer] {
    table.levels.map { LevelAnswer(level: $0, version: table.version) }
  }
}
