import FastCGIServer
import Kernel

/// The answer of `GET /health` and `GET /health/ready`.
struct Health: Answer {
  struct Node: Sendable {
    let name: String
    let state: NodeState
  }

  let status: NodeState
  /// What a state alone does not say.
  var reason: String?
  /// Whether a writing call would be taken.
  let isReady: Bool
  let nodes: [Node]
  /// When its making began.
  let asOf: Instant

  static var schema: Schema {
    let state = Schema.choice(NodeState.allCases.map(\.rawValue))
    return .object([
      SchemaProperty("status", state, isRequired: true),
      SchemaProperty("ready", .boolean, isRequired: true),
      SchemaProperty("reason", .anyText, isRequired: false),
      SchemaProperty("nodes", .map(state), isRequired: true),
      SchemaProperty("as_of", .instant, isRequired: true),
    ])
  }

  func write(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("status", status.rawValue)
      writer.field("ready", isReady)
      if let reason { writer.field("reason", reason) }
      writer.key("nodes")
      writer.object { writer in
        for node in nodes {
          writer.key(node.name)
          writer.string(node.state.rawValue)
        }
      }
      writer.field("as_of", asOf.rfc3339)
    }
  }

  /// 200, or a 503 in the shape of every other, with the same document beside it.
  func readiness(_ call: Call) -> GatewayResponse {
    guard !isReady else { return .json(Envelope.success(self, requestID: call.requestID)) }
    let problem = ProblemKind.unavailable
    var writer = JSONWriter(reserving: 1024)
    writer.object { writer in
      writer.field("code", problem.code)
      writer.field("error", problem.name)
      writer.field("message", problem.message(in: call.language))
      writer.key("details")
      writer.beginArray()
      writer.endArray()
      writer.key("data")
      write(into: &writer)
      writer.field("request_id", call.requestID)
    }
    return GatewayResponse(
      status: 503, headers: [("Content-Type", "application/json")], body: writer.bytes)
  }
}
