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
  private let configuration: Configuration
  private let volume: VolumeGuard
  private let connectionLimit = ConnectionLimit()
  /// The last page without words, what it found of MariaDB, and when its making began on a clock
  /// that never jumps.
  private let last = Mutex<
    (page: Health, database: DatabaseState, begun: ContinuousClock.Instant)?
  >(nil)
  private static let life = Duration.seconds(1)

  init(_ environment: CentreEnvironment) {
    configuration = environment.configuration
    volume = environment.volume
  }

  func run(_ call: Call) -> Health {
    var (page, database) = last.withLock { last in
      let begun = ContinuousClock.now
      if let last, begun - last.begun < Self.life { return (last.page, last.database) }
      let (page, database) = make(call)
      last = (page, database, begun)
      return (page, database)
    }
    // Each in the language of who asks, whoever has asked first.
    page.reason = database.reason(in: call.language)
    return page
  }

  private func make(_ call: Call) -> (Health, DatabaseState) {
    let asOf = Instant.now()
    let answers = Programs.others(configuration).map { (name: $0.name, ProgramQuestion($0.client)) }
    let database = DatabaseState(call.database, limit: connectionLimit)
    let redis = Self.redis(call.redis)
    let room = volume.room(on: call.database)
    let disk: NodeState = room == .enough ? .up : .degraded
    var nodes = [
      Health.Node(name: "mariadb", state: database.state), Health.Node(name: "redis", state: redis),
      Health.Node(name: "disk", state: disk),
    ]
    nodes += answers.map { Health.Node(name: $0.name, state: $0.1.state) }
    nodes.append(Health.Node(name: "erp-ops", state: .up))
    let programs = nodes.dropFirst(3)
    let serving = programs.filter { !Self.isBackground($0.name) }
    let page = Health(
      status: NodeState.overall(
        mariadb: database.state, redis: redis, disk: disk, programs: programs.map(\.state)),
      isReady: database.state == .up && room != .none && serving.allSatisfy { $0.state != .down },
      nodes: nodes, asOf: asOf)
    return (page, database)
  }

  /// What works on its own: calls go on without it.
  private static func isBackground(_ program: String) -> Bool {
    program == "erp-relay" || program.hasPrefix("erp-worker")
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
