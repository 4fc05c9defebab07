import MemberDomain
import WebAPI

/// Puts another table of levels in place of the old one. Members get their level of it with their
/// next change, and all the others from the worker, in bounded steps.
enum ReplaceLevels {
  static func run(_ call: Call, _ request: ReplaceLevelsRequest) throws -> [LevelAnswer] {
    try call.requireWholeHouse()
    let version = try LevelStore.lock(on: call.database)
    let present = try LevelStore.read(on: call.database)
    if LevelTable(request.levels, version: version).levels == present.levels {
      return LevelAnswer.list(present)
    }
    guard request.version == version else { throw MemberRefusal.levelsStale }
    try LevelStore.replace(request.levels, on: call.database)
    return LevelAnswer.list(try LevelStore.read(on: call.database))
  }
}
