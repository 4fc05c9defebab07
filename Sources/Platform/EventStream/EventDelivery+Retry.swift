import MariaDBClient

extension EventDelivery {
  /// Tries again what failed and is due. Returns how many events there were.
  func retryDue() throws -> Int {
    let due = try failures.due(on: database)
    for failure in due { try retry(failure) }
    return due.count
  }

  private func retry(_ failure: EventFailures.Due) throws {
    let event = failure.event
    guard let isLast = try failures.begin(failure, on: database) else { return }
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
      try failures.explain(event.eventID, error: error, on: database)
      note(event, failures: failure.attempts + 1, isDead: isLast, error)
    }
  }
}
