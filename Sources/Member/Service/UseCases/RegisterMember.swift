import Kernel
import MemberDomain
import WebAPI

/// A new member. The phone number is what tells one from another.
enum RegisterMember {
  static func run(_ call: Call, _ request: RegisterMemberRequest) throws -> MemberRecord {
    if let storeID = request.storeID, !call.caller.scope.contains(storeID) {
      throw MemberRefusal.storeNotFound
    }
    guard let phone = request.phone else { throw MemberRefusal.memberNotFound }
    let levels = try LevelStore.read(on: call.database)
    let memberID = try MemberStore.insert(
      request, phone: phone, level: levels.level(for: 0)?.level ?? 1,
      levelVersion: levels.version, createdBy: call.caller.userID, on: call.database)
    return try MemberQueries.member(memberID, on: call.database)
  }
}
