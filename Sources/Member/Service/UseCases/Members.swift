/// Members and their levels, as clients handle them.
enum Members {
  /// A new member. The phone number is what tells one from another.
  static func register(_ call: Call, _ request: RegisterMemberRequest) throws -> Member {
    if let storeID = request.storeID, !call.caller.scope.contains(storeID) {
      throw MemberRefusal.storeNotFound
    }
    guard let phone = request.phone else { throw MemberRefusal.memberNotFound }
    let levels = try LevelStore.read(on: call.database)
    let memberID = try MemberStore.insert(
      name: request.name, phone: phone, birthday: request.birthday, storeID: request.storeID,
      levels,
      createdBy: call.caller.userID, on: call.database)
    call.object = "member:\(memberID)"
    return try MemberQueries.member(memberID, on: call.database)
  }

  /// Puts another table of levels in place of the old one. Members get their level of it with their
  /// next change, and all the others from the worker, in bounded steps.
  static func replaceLevels(_ call: Call, _ request: ReplaceLevelsRequest) throws -> [LevelAnswer] {
    try call.requireWholeHouse()
    let version = try LevelStore.forUpdate(on: call.database)
    let present = try LevelStore.read(on: call.database)
    if LevelTable(request.levels, version: version).levels == present.levels {
      return LevelAnswer.list(present)
    }
    guard request.version == version else { throw MemberRefusal.versionStale }
    try LevelStore.replace(request.levels, on: call.database)
    return LevelAnswer.list(try LevelStore.read(on: call.database))
  }
}
