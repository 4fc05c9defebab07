import MariaDBClient
import Supervision

extension EventDelivery {
  /// Tries again what failed and is due. Returns how many events there were.
  func retryDue() throws -> Int {
    let due = try failures.due(on: database)
    for failure in due {
      heartbeat?.beat(within: BackgroundService.roundSeconds)
      if failures.isSpent(failure) {
        try fail(failure.event, failure.attempts, LastAttemptsVanished())
      } else {
        try retry(failure)
      }
    }
    return due.count
  }

  /// What is known about attempts that neither succeeded nor failed.
  private struct LastAttemptsVanished: Error, CustomStringConvertible {
    let description = "the program or the database ended during the last attempts"
  }

  private func fail(_ event: EventEnvelope, _ attempts: Int, _ error: any Error) throws {
    let isDead = try failures.explain(
      event.eventID, attempts: attempts, error: error, on: database)
    if let isDead { note(event, failures: attempts, isDead: isDead, error) }
  }

  private func retry(_ failure: EventFailures.Due) throws {
    let event = failure.event
    guard try failures.begin(failure, on: database) else { return }
    do {
      let context = try unlessEventIsToBlame {
        try Retry.transaction(on: database) {
          let context = try apply(alone: event)
          try failures.remove(event.eventID, on: database)
          return context
        }
      }
      finish([event], context)
    } catch is Inbox.AlreadyDone {
      try failures.remove(event.eventID, on: database)
    } catch {
      try throwIfAway(error)
      try fail(event, failure.attempts + 1, error)
    }
  }
}
