import Synchronization
import UserService
import WebAPI

/// What each user may do, as it was last read. Bounded; any thread.
final class AccessCache: Sendable {
  private let shards: [Shard]
  private let shardCapacity: Int

  private final class Shard: Sendable {
    let users = Mutex<[Int64: AccessState]>([:])
  }

  init(capacity: Int = 16_384, shards count: Int = 16) {
    shards = (0..<count).map { _ in Shard() }
    shardCapacity = max(1, capacity / count)
  }

  func state(of userID: Int64) -> AccessState? {
    shard(userID).users.withLock { $0[userID] }
  }

  func insert(_ state: AccessState) {
    shard(state.access.userID).users.withLock { users in
      if users.count >= shardCapacity { users.removeAll(keepingCapacity: true) }
      users[state.access.userID] = state
    }
  }

  /// Forgets the users whose version is another one now.
  func removeOutdated(_ versions: [Int64: Int64]) {
    for (userID, version) in versions {
      shard(userID).users.withLock { users in
        if let state = users[userID], state.access.authVersion != version { users[userID] = nil }
      }
    }
  }

  func removeAll() {
    for shard in shards { shard.users.withLock { $0.removeAll() } }
  }

  private func shard(_ userID: Int64) -> Shard {
    shards[Int(userID.magnitude % UInt64(shards.count))]
  }
}

/// One user's access with the answer's headers already made. Immutable and shared.
final class AccessState: Sendable {
  let access: UserAccess
  /// All but the session's.
  let headers: [(String, String)]
  let permissions: PermissionSet

  init(_ access: UserAccess) {
    self.access = access
    permissions = PermissionSet(access.permissions)
    headers = [
      ("X-Erp-User-Id", String(access.userID)), ("X-Erp-User-Name", access.username),
      ("X-Erp-Org-Id", String(access.organisationID)), ("X-Erp-Org-Scope", access.orgScope),
      ("X-Erp-Permissions", access.permissions),
    ]
  }
}
