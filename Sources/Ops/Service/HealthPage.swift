import FastCGIServer
import JSONCoding
import MariaDBClient
import OpsDomain
import RedisClient
import Settings
import WebAPI

/// `GET /health`: each program, MariaDB and Redis with its own state, asked now.
struct HealthPage: Sendable {
  private let programs: [(name: String, client: GatewayClient)]
  private static let pingSQL = SQL("health.ping", "SELECT 1")

  init(_ configuration: Configuration) {
    programs = Programs.others(configuration)
  }

  func run(_ call: Call) -> Health {
    var nodes: [Health.Node] = []
    let mariadb = Self.mariadb(call.database)
    let redis = Self.redis(call.redis)
    nodes.append(Health.Node(name: "mariadb", state: mariadb))
    nodes.append(Health.Node(name: "redis", state: redis))
    var states: [NodeState] = [.up]
    for program in programs {
      let state = Self.ask(program.client)
      states.append(state)
      nodes.append(Health.Node(name: program.name, state: state))
    }
    nodes.append(Health.Node(name: "erp-ops", state: .up))
    return Health(
      status: NodeState.overall(mariadb: mariadb, redis: redis, programs: states), nodes: nodes)
  }

  private static func mariadb(_ database: DatabaseConnection) -> NodeState {
    do throws(DatabaseError) {
      _ = try database.first(pingSQL, []) { row throws(DatabaseError) in try row.int(0) }
      return .up
    } catch {
      return .down
    }
  }

  private static func redis(_ redis: RedisConnection) -> NodeState {
    do throws(RedisError) {
      _ = try redis.command(["PING"])
      return .up
    } catch {
      return .down
    }
  }

  /// A program that answers but has lost a store, or cannot work, is degraded.
  private static func ask(_ client: GatewayClient) -> NodeState {
    guard let answer = try? client.get("/-/health"), answer.status == 200,
      let document = try? JSONDocument(parsing: answer.body)
    else { return .down }
    let parts = ["mariadb", "redis", "work"].map { document.root.member($0)?.text }
    return parts.allSatisfy { $0 == "up" } ? .up : .degraded
  }
}

/// The answer of `GET /health`.
struct Health: Answer {
  struct Node: Sendable {
    let name: String
    let state: NodeState
  }

  let status: NodeState
  let nodes: [Node]

  static var schema: Schema {
    let state = Schema.choice(NodeState.allCases.map(\.rawValue))
    return .object([
      SchemaProperty("status", state, isRequired: true),
      SchemaProperty("nodes", .map(state), isRequired: true),
    ])
  }

  func write(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("status", status.rawValue)
      writer.key("nodes")
      writer.object { writer in
        for node in nodes {
          writer.key(node.name)
          writer.string(node.state.rawValue)
        }
      }
    }
  }
}
