import OpsDomain
import Testing

/// What the parts' states make of the whole.
@Suite struct NodeStateTests {
  @Test(arguments: [
    (NodeState.up, NodeState.up, [NodeState.up, .up], NodeState.up),
    (.up, .down, [.up], .degraded), (.down, .up, [.up], .down),
    (.up, .up, [.up, .down], .degraded), (.up, .up, [.down, .down], .down),
    (.up, .up, [.degraded], .degraded), (.noConnection, .up, [.up], .degraded),
  ])
  func sums(mariadb: NodeState, redis: NodeState, programs: [NodeState], expected: NodeState) {
    #expect(NodeState.overall(mariadb: mariadb, redis: redis, programs: programs) == expected)
  }
}
