/// Whether a part of the house works.
package enum NodeState: String, CaseIterable, Sendable {
  case up
  /// It answers, but cannot do all of its work.
  case degraded
  case down
  /// It is there, but takes no further connection: those who have one work on.
  case noConnection = "no_connection"

  /// The house is up when all is up, down when MariaDB or every responder is, else degraded.
  package static func overall(
    mariadb: NodeState, redis: NodeState, disk: NodeState = .up, programs: [NodeState]
  ) -> NodeState {
    if mariadb == .down || programs.allSatisfy({ $0 == .down }) { return .down }
    return ([mariadb, redis, disk] + programs).allSatisfy { $0 == .up } ? .up : .degraded
  }
}
