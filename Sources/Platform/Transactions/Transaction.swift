package import EventModel
import EventStream
import FastCGIServer
import Glibc
package import MariaDBClient
import Telemetry
package import WebAPI

/// Runs a writing call: one database transaction with its audit row, the client's idempotency key
/// if there is one, retries after deadlocks, and certainty about the commit.
///
/// With a key the claim row is the first statement and a savepoint follows it, so that a business
/// refusal undoes the work, keeps the claim, and is replayed to whoever asks again. A twin of a
/// running request waits on the claim's unique key and then gets the first answer.
struct Transaction {
  let call: Call
  let successStatus: Int
  private var database: DatabaseConnection { call.database }

  static let retries = Metrics.registry.counter(
    "erp_transaction_retries_total",
    help: "Transactions tried again after a deadlock or a lock wait")
  /// A whole transaction is tried this often after deadlocks and lock waits.
  private static let attempts = 5
  /// It runs anew this often, having learnt something each time.
  private static let reruns = 50

  func run<Data: Answer>(_ work: () throws -> Data) throws -> GatewayResponse {
    let claim = try IdempotencyClaim(call)
    defer { call.runAfterEnd() }
    var attempt = 1
    var reruns = 0
    var hasReconnected = false
    while true {
      do {
        return try runOnce(claim, work)
      } catch let error as DatabaseError {
        abandon()
        switch error.kind {
        case .deadlock where attempt < Self.attempts:
          Self.retries.increment()
          backOff(attempt)
          attempt += 1
        case .unavailable where !hasReconnected:
          hasReconnected = true
        case .deadlock, .unavailable:
          throw Problem(.unavailable, retryAfter: 1)
        default:
          throw error
        }
      } catch is RunAnew where reruns < Self.reruns {
        abandon()
        reruns += 1
      } catch {
        abandon()
        throw error
      }
    }
  }

  private func runOnce<Data: Answer>(
    _ claim: IdempotencyClaim?, _ work: () throws -> Data
  ) throws -> GatewayResponse {
    call.attempts += 1
    call.publishedObject = nil
    try database.begin()
    var callID: Int64?
    if let claim {
      do {
        switch try claim.take() {
        case .replay(let first): return first
        case .taken(let id): callID = id
        }
      } catch let problem as Problem {
        // The key is another request's: this one keeps nothing under it, but stands in the log.
        return try refuse(nil, nil, problem)
      }
      try database.savepoint()
    }
    do {
      let body = Envelope.success(try work(), requestID: call.requestID)
      return try finish(claim, callID, status: successStatus, body)
    } catch let error as any ProblemConvertible {
      let problem = error.problem
      call.forgetAfterCommit()
      if problem.kind.status >= 500 { throw problem }
      return try refuse(claim, callID, problem)
    }
  }

  /// Keeps a business refusal as the answer of its key, or only in the audit log.
  private func refuse(
    _ claim: IdempotencyClaim?, _ callID: Int64?, _ problem: Problem
  ) throws -> GatewayResponse {
    let body = Envelope.failure(problem, in: call.language, requestID: call.requestID)
    if problem.keepsWork {
      // The work stands; what follows is as after a success.
    } else if claim != nil {
      call.publishedObject = nil
      try database.rollbackToSavepoint()
    } else {
      call.publishedObject = nil
      database.rollback()
      guard problem.isAudited else { return .refusal(problem, body) }
      try database.begin()
    }
    // Whoever asks again may read another language.
    let kept = [Language.english, .chinese].map {
      Envelope.failure(problem, in: $0, requestID: call.requestID)
    }
    var response = try finish(
      claim, callID, status: problem.kind.status, body,
      kept: Array(kept.joined(separator: [UInt8(ascii: "\n")])))
    if let seconds = problem.retryAfter { response.headers.append(("Retry-After", "\(seconds)")) }
    return response
  }

  /// Writes the audit row or completes the claim, commits, and answers only what is durable.
  private func finish(
    _ claim: IdempotencyClaim?, _ callID: Int64?, status: Int, _ body: [UInt8],
    kept: [UInt8]? = nil
  ) throws -> GatewayResponse {
    let id: Int64
    if let claim, let callID {
      try claim.complete(callID, status: status, kept ?? body)
      id = callID
    } else {
      id = try AuditLog.record(call, userID: call.auditUserID, status: status)
    }
    do throws(DatabaseError) {
      try database.commit()
    } catch {
      guard error.kind == .commitUnknown else { throw error }
      try requireCommitted(id)
    }
    call.runAfterCommit()
    return .json(body, status: status)
  }

  /// Learns what became of a commit whose answer was lost. Throws a retryable error when the
  /// transaction is known to be undone.
  private func requireCommitted(_ callID: Int64) throws {
    let end = ContinuousClock.now + .seconds(RequestLimits.outcomeSearchSeconds)
    repeat {
      let isCommitted: Bool
      do throws(DatabaseError) {
        isCommitted = try AuditLog.isCommitted(callID, call)
      } catch {
        // A lock wait that was too long says no more than a store that is away.
        guard error.mayPass else { throw error }
        _ = usleep(100_000)
        continue
      }
      if isCommitted { return }
      throw DatabaseError.undone(statement: "commit")
    } while ContinuousClock.now < end
    throw Problem(.outcomeUnknown, retryAfter: 2)
  }

  private func abandon() {
    call.forgetAfterCommit()
    database.rollback()
  }

  private func backOff(_ attempt: Int) {
    let milliseconds = UInt32(5 << attempt)
    _ = usleep((milliseconds / 2 + UInt32.random(in: 0...milliseconds)) * 1000)
  }
}

/// The transaction is to be undone and run anew at once, with what `Call.excluded` says by now:
/// each run leaves out more than the one before.
package struct RunAnew: Error {
  package init() {}
}

extension Call {
  /// Writes what this call brought about into the outbox; it is published after the commit. Call it
  /// last in the transaction, after the rows that the events speak of are locked. 1 round trip for
  /// 20 events. The first event of the centre that says so is what the audit log calls the object.
  ///
  /// - Parameter source: the program that says so; nil: that of each event's own centre
  package func publish(
    _ events: [any EventPayload], from source: String? = nil
  ) throws(DatabaseError) {
    let own = events.first { "erp-\(type(of: $0).centre)" == source } ?? events.first
    if let own { publishedObject = publishedObject ?? own.object }
    try Outbox.append(
      events.map { event in
        OutboxEvent(
          event, source: source ?? "erp-\(type(of: event).centre)", requestID: requestID)
      }, on: database)
  }
}
