import FastCGIServer
import Foundation
import MariaDBClient
import RedisClient
import StoreKit
import Synchronization
import TestKit

@testable import Telemetry
@testable import WebAPI

/// Routes of a test's own, answered in this process as a centre answers them, over a real MariaDB
/// and a real Redis. No socket, no Nginx.
struct InProcessCentre: Sendable {
  private let table: RouteTable
  private let metrics: RouteMetrics
  private let volume: VolumeGuard

  /// Its calls may be refused as a document is, and by the tests' own refusal.
  /// - Parameter isFull: whether the volume with MariaDB's data has no room left
  init(_ routes: [Route], isFull: Bool = false) {
    table = RouteTable(routes.map { $0.refusing(.refused, .documentConflict, .periodClosed) })
    metrics = RouteMetrics(table, centre: "test\(Fresh.number())")
    volume = VolumeGuard(warningBytes: 2, reserveBytes: 1) { _ in
      Volume(size: 10, free: isFull ? 0 : 10)
    }
    volume.locate("/")
  }

  /// A worker with connections of its own, as each thread of a centre has one.
  /// - Parameter options: changes how it reaches the database
  func worker(_ options: (inout DatabaseOptions) -> Void = { _ in }) throws -> InProcessWorker {
    let stores = try CallStores.shared.get()
    var database = stores.databaseOptions
    options(&database)
    let connections = WorkerStores(
      database: DatabaseConnection(settings: database),
      redis: RedisConnection(settings: stores.redisOptions))
    return InProcessWorker(
      CentreWorker(
        table: table, metrics: metrics, stores: connections,
        statusPage: StatusPage(program: "test"), volume: volume),
      connections)
  }

  /// One request, by a worker made for it.
  func answer(_ request: Request) throws -> Reply { try worker().answer(request) }
}

/// One worker; for one thread at a time.
final class InProcessWorker: @unchecked Sendable {
  private let worker: CentreWorker
  let stores: WorkerStores
  /// MariaDB's number of its connection, made here.
  let connectionID: String

  init(_ worker: CentreWorker, _ stores: WorkerStores) {
    self.worker = worker
    self.stores = stores
    connectionID = (try? stores.database.administer("SELECT CONNECTION_ID()"))?[0][0] ?? ""
  }

  func answer(_ request: Request) -> Reply {
    let response = worker.handle(
      GatewayRequest(parameters: request.parameters, body: request.body))
    return Reply(response, requestID: request.requestID)
  }
}

/// What a client sends, and what Nginx adds to it.
struct Request: Sendable {
  var method = "POST"
  var path = "/note"
  var body: [UInt8] = []
  var key: String?
  var type: String? = "application/json"
  /// 0: nobody is logged in.
  var userID: Int64 = 7
  var permissions = "*"
  var organisationID: Int64 = 1
  var language = "en"
  /// Parameters that replace or join the usual ones.
  var others: [String: String] = [:]
  let requestID = "request-\(Fresh.number())"

  init(_ body: String = "{}", path: String = "/note", key: String? = nil) {
    self.body = Array(body.utf8)
    self.path = path
    self.key = key
  }

  fileprivate var parameters: [String: String] {
    var all = [
      "REQUEST_METHOD": method, "DOCUMENT_URI": path, "REQUEST_URI": "/api/v1\(path)",
      "REMOTE_ADDR": "192.0.2.1", "ERP_REQUEST_ID": requestID, "HTTP_ACCEPT_LANGUAGE": language,
    ]
    all["CONTENT_TYPE"] = type
    all["HTTP_IDEMPOTENCY_KEY"] = key
    if userID > 0 {
      all["ERP_USER_ID"] = String(userID)
      all["ERP_ORG_ID"] = String(organisationID)
      all["ERP_ORG_SCOPE"] = "*"
      all["ERP_PERMISSIONS"] = permissions
    }
    return all.merging(others) { $1 }
  }
}

/// What came back.
struct Reply: Sendable {
  let status: Int
  let headers: [String: String]
  let body: [UInt8]
  let requestID: String

  init(_ response: GatewayResponse, requestID: String) {
    status = response.status
    headers = Dictionary(response.headers) { first, _ in first }
    body = response.body
    self.requestID = requestID
  }

  private var object: [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
  }

  /// The stable name of the refusal; "" for a success.
  var error: String { object["error"] as? String ?? "" }
  var message: String { object["message"] as? String ?? "" }
  /// The answer's id of the request that made it.
  var madeBy: String { object["request_id"] as? String ?? "" }
  /// `data.n` of a `Note`.
  var n: Int64? { (object["data"] as? [String: Any])?["n"] as? Int64 }
  var details: [[String: String]] {
    (object["details"] as? [[String: Any]] ?? []).map { $0.mapValues { "\($0)" } }
  }
  /// The names of the fields that it complains of.
  var fields: [String] { details.compactMap { $0["field"] } }
  var isReplayed: Bool { headers["Idempotency-Replayed"] == "true" }
}

/// The stores of all tests here: the platform's tables, and `note`, in a database of their own.
final class CallStores: @unchecked Sendable {
  static let shared: Result<CallStores, any Error> = Result { try CallStores() }

  let server: PrivateMariaDB
  private let redis: PrivateRedis

  private init() throws {
    server = try PrivateMariaDB.shared.get()
    redis = try PrivateRedis()
    try server.connect().administer("CREATE DATABASE calls")
    let database = DatabaseConnection(settings: databaseOptions.unhurried)
    try Migrator(connection: database, directory: Self.platformMigrations()).migrate()
    try database.administer(
      "CREATE TABLE note (id BIGINT PRIMARY KEY, n BIGINT NOT NULL) ENGINE=InnoDB")
  }

  var databaseOptions: DatabaseOptions { server.options(database: "calls") }
  var redisOptions: RedisOptions { redis.options() }

  /// A folder with the migrations of the platform's own tables, without those of the centres.
  private static func platformMigrations() throws -> String {
    let folder = try ServerProcess.folder("erp-platform-migrations")
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<5 { root.deleteLastPathComponent() }
    let all = root.path + "/sql/migrations"
    for name in try FileManager.default.contentsOfDirectory(atPath: all)
    where name.contains("_platform__") {
      try FileManager.default.copyItem(atPath: "\(all)/\(name)", toPath: "\(folder)/\(name)")
    }
    return folder
  }

  /// Asks the database, beside all workers.
  @discardableResult
  static func rows(_ sql: String) throws -> [[String?]] {
    try DatabaseConnection(settings: shared.get().databaseOptions).administer(sql)
  }

  /// The one number that a question has for an answer.
  static func number(_ sql: String) throws -> Int64 {
    try rows(sql).first?.first.flatMap { $0 }.flatMap { Int64($0) } ?? -1
  }

  /// What the audit log has of a request, as "status key?".
  static func audited(_ reply: Reply) throws -> [String] {
    try rows(
      """
      SELECT CONCAT(status, IF(idem_key IS NULL, '', ' keyed')) FROM api_call \
      WHERE request_id = '\(reply.requestID)'
      """
    ).map { $0[0] ?? "" }
  }

  /// One test at a time looks: InnoDB shows what it showed before to who asks again within 100 ms.
  private static let look = Mutex(())

  /// Waits until the connection waits for a row or key that another holds; 20 seconds at most.
  static func awaitLockWait(of worker: InProcessWorker) throws {
    let question = """
      SELECT COUNT(*) FROM information_schema.innodb_trx \
      WHERE trx_state = 'LOCK WAIT' AND trx_mysql_thread_id = \(worker.connectionID)
      """
    let end = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < end {
      let found = try look.withLock { _ in
        usleep(110_000)
        return try number(question)
      }
      if found == 1 { return }
    }
    throw Never(question: question)
  }

  struct Never: Error { let question: String }
}

/// Numbers that no other test has.
enum Fresh {
  private static let last = Atomic<Int64>(1000)

  static func number() -> Int64 { last.wrappingAdd(1, ordering: .relaxed).newValue }
  static func key() -> String { "key-\(number())" }
}

/// How often something happened; any thread.
final class Tally: Sendable {
  private let count = Atomic<Int>(0)

  var value: Int { count.load(ordering: .sequentiallyConsistent) }

  @discardableResult
  func add() -> Int { count.wrappingAdd(1, ordering: .sequentiallyConsistent).newValue }
}

/// A door that opens once; who comes before waits, 20 seconds at most.
final class Gate: Sendable {
  private let door = DispatchSemaphore(value: 0)

  func open() { door.signal() }

  func pass() {
    _ = door.wait(timeout: .now() + 20)
    door.signal()
  }
}

/// A thread whose outcome is waited for.
final class Running<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  private let done = Gate()

  init(_ body: @escaping @Sendable () -> Value) {
    Thread { [self] in
      let result = body()
      value.withLock { $0 = result }
      done.open()
    }.start()
  }

  /// Nil when it has not ended within 20 seconds.
  func result() -> Value? {
    done.pass()
    return value.withLock { $0 }
  }
}
