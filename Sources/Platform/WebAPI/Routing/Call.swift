package import FastCGIServer
import Kernel
package import MariaDBClient
package import RedisClient

/// One request on its way through a handler. Lives on one worker thread and dies with the request.
package final class Call {
  package let request: GatewayRequest
  package let requestID: String
  package let caller: Caller
  package let language: Language
  /// The name of the route, for the audit log and the metrics.
  package let action: String
  /// The decoded path.
  package let path: String
  package let remoteAddress: String
  /// The worker's connections.
  package let database: DatabaseConnection
  package let redis: RedisConnection
  /// The texts that stood for `{name}` in the route's path, in order.
  let pathParameters: [String]
  /// Who the audit log says did it: the caller, unless a login names the user it is about.
  package var auditUserID: Int64
  /// What the call makes or changes, as the audit log names it (`role:clerk`), where neither an
  /// event that it publishes nor its path says so.
  package var object: String?
  /// What the first event that this run published is about.
  package var publishedObject: String?
  /// The body, once read; empty for calls without one.
  package var body: [UInt8] = []
  /// Ids that a run of this call's work found to be of no use, for the run that follows when its
  /// transaction was undone.
  package var excluded: Set<Int64> = []
  /// How often its transaction was begun; 0 for a call that only reads.
  package var attempts = 0
  /// Whether a run of this call's work found a document of before its number had a scope.
  package var hasOneOfBefore = false
  /// Codes of this request that were sent in another spelling than their form.
  package internal(set) var respelled: [(sent: String, form: String)] = []
  private(set) var afterCommit: [(RedisConnection) -> Void] = []
  private var afterEnd: [(RedisConnection) -> Void] = []

  init(
    request: GatewayRequest, requestID: String, caller: Caller, language: Language,
    action: String, path: String, pathParameters: [String], stores: WorkerStores
  ) {
    self.request = request
    self.requestID = requestID
    self.caller = caller
    self.language = language
    self.action = action
    self.path = String(path.unicodeScalars.prefix(200))
    self.pathParameters = pathParameters
    self.auditUserID = caller.userID
    self.remoteAddress = request.parameter("REMOTE_ADDR") ?? ""
    self.database = stores.database
    self.redis = stores.redis
  }

  /// The code in the path, in its form. What paths name by a code has been visible ASCII since the
  /// beginning, so nothing that is there has another form.
  package func pathCode(_ index: Int = 0) -> String { TextForm.code(pathParameters[index]) }

  /// What the audit log says that the call was about. What stands in a writing call's path stands
  /// at its end: `/user/2`, `/item/unit/kg`.
  package var auditObject: String? {
    if let named = object ?? publishedObject { return named }
    guard !pathParameters.isEmpty else { return nil }
    return path.split(separator: "/").suffix(2).joined(separator: ":")
  }

  /// The spellings in which this request means a code of its own: as it was sent, then `form`. What
  /// was there before codes had a form is to be looked for by each in turn.
  package func spellings(of form: String) -> [String] {
    respelled.isEmpty ? [form] : respelled.filter { $0.form == form }.map(\.sent) + [form]
  }

  /// What is found by the first of its spellings that finds anything.
  package func named<Found: Collection>(
    _ form: String, _ find: (String) throws -> Found
  ) rethrows -> Found {
    for sent in spellings(of: form).dropLast() {
      let found = try find(sent)
      if !found.isEmpty { return found }
    }
    return try find(form)
  }

  /// The id in the path, or the 400 that says it is none.
  package func pathID(_ index: Int = 0) throws -> Int64 {
    guard let id = Int64(canonical: pathParameters[index]), Identifier.range.contains(id) else {
      throw Problem.field("id", .notAnInteger, in: language)
    }
    return id
  }

  /// Refuses with 403 unless the caller holds the code, for rules within a call.
  package func requirePermission(_ code: String) throws {
    if !caller.permissions.contains(code) { throw Problem.forbidden(code) }
  }

  /// What was found, if it is there and of an organisation that the caller acts for.
  /// - Throws: `refusal` else: what is another's is not there for this caller
  package func requireVisible<Found>(
    _ found: Found?, of organisationID: (Found) -> Int64, orThrow refusal: some Error
  ) throws -> Found {
    guard let found, caller.scope.contains(organisationID(found)) else { throw refusal }
    return found
  }

  /// Refuses with 403 unless the caller acts for the whole house, for what is the house's own.
  package func requireWholeHouse() throws {
    if !caller.scope.isWholeHouse { throw Problem(.forbidden) }
  }

  /// Ends a call that has used up its time; to be asked between pieces of long work. Nginx gave its
  /// client up by then, and a thread that works on would at last be taken for hanging.
  package func requireTime() throws {
    if request.secondsLeft <= 0 { throw Problem(.tooLong) }
  }

  /// Remembers work at the edge, such as Redis counters, for after the commit. It must not throw
  /// and is forgotten when the transaction is rolled back.
  package func afterCommit(_ work: @escaping (RedisConnection) -> Void) {
    afterCommit.append(work)
  }

  /// Remembers work at the edge for when the transaction has ended, in whatever way: while Redis is
  /// waited for, no row is to be locked. It must not throw.
  package func afterEnd(_ work: @escaping (RedisConnection) -> Void) {
    afterEnd.append(work)
  }

  package func runAfterEnd() {
    for work in afterEnd { work(redis) }
    afterEnd.removeAll(keepingCapacity: true)
  }

  package func forgetAfterCommit() { afterCommit.removeAll(keepingCapacity: true) }

  package func runAfterCommit() {
    for work in afterCommit { work(redis) }
    afterCommit.removeAll(keepingCapacity: true)
  }
}

/// The connections that one worker thread owns.
package struct WorkerStores {
  package let database: DatabaseConnection
  package let redis: RedisConnection

  /// Gives both back; the next use connects again.
  func close() {
    database.close()
    redis.close()
  }
}
