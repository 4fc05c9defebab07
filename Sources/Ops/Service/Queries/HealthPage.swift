import FastCGIServer
import RedisClient
import Settings
import Synchronization
import Telemetry
import Threads

/// `GET /health`: each program, MariaDB, Redis and the disk with its own state.
///
/// Made at most once a second, however often it is asked for: whoever asks while it is made waits
/// for it, whoever asks later within the second gets the same. Programs are asked at once, so that
/// several that hang take no longer than one.
final class HealthPage: Sendable {
  private let programs: [(name: String, client: GatewayClient)]
  private let volume: VolumeGuard
  /// The last page, and when its making began on a clock that never jumps.
  private let last = Mutex<(page: Health, begun: ContinuousClock.Instant)?>(nil)
  private static let life = Duration.seconds(1)
  private static let pingSQL = SQL("health.ping", "SELECT 1")

  init(_ environment: CentreEnvironment) {
    programs = Programs.others(environment.configuration)
    volume = environment.volume
  }

  func run(_ call: Call) -> Health {
    last.withLock { last in
      let begun = ContinuousClock.now
      if let last, begun - last.begun < Self.life { return last.page }
      let page = make(call)
      last = (page, begun)
      return page
    }
  }

  private func make(_ call: Call) -> Health {
    let asOf = Instant.now()
    let answers = programs.map { ProgramQuestion($0.client) }
    let mariadb = Self.mariadb(call.database)
    let redis = Self.redis(call.redis)
    let disk: NodeState = volume.room(on: call.database) == .enough ? .up : .degraded
    var nodes = [
      Health.Node(name: "mariadb", state: mariadb), Health.Node(name: "redis", state: redis),
      Health.Node(name: "disk", state: disk),
    ]
    var states: [NodeState] = [.up]
    for (program, answer) in zip(programs, answers) {
      let state = answer.state
      states.append(state)
      nodes.append(Health.Node(name: program.name, state: state))
    }
    nodes.append(Health.Node(name: "erp-ops", state: .up))
    return Health(
      status: NodeState.overall(
        mariadb: mariadb, redis: redis, disk: disk, programs: states), nodes: nodes, asOf: asOf)
  }

  private static func mariadb(_ database: DatabaseConnection) -> NodeState {
    do throws(DatabaseError) {
      _ = try database.first(pingSQL, []) { row throws(DatabaseError) in try row.int() }
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
}

/// One program, asked on a thread of its own.
private final class ProgramQuestion: Sendable {
  private final class Finding: Sendable {
    let state = Mutex(NodeState.down)
  }

  private let finding = Finding()
  private let thread: BackgroundThread?

  init(_ client: GatewayClient) {
    thread = BackgroundThread.start(name: "health", stackBytes: 256 << 10) { [finding] in
      let state = Self.ask(client)
      finding.state.withLock { $0 = state }
    }
  }

  /// Waits for the answer, or for the end of the patience with it.
  var state: NodeState {
    thread?.join()
    return finding.state.withLock { $0 }
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
  /// When its making began.
  let asOf: Instant

  static var schema: Schema {
    let state = Schema.choice(NodeState.allCases.map(\.rawValue))
    return .object([
      SchemaProperty("status", state, isRequired: true),
      SchemaProperty("nodes", .map(state), isRequired: true),
      SchemaProperty("as_of", .instant, isRequired: true),
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
      writer.field("as_of", asOf.rfc3339)
    }
  }
}
