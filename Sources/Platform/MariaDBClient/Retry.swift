import Glibc

/// Running a transaction again when the database says that trying again is the remedy.
package enum Retry {
  /// Begins, runs `body`, commits; on any error rolls back.
  ///
  /// A deadlock (1213, 1205, 1020) runs the whole again, `attempts` times in all, after 5, 10,
  /// 20 … ms plus as much chance again. A connection lost before the commit runs it again once.
  /// `body` may therefore run several times, and must not keep what an earlier run found.
  /// Everything else, `commitUnknown` first, is thrown as it is.
  @discardableResult
  package static func transaction<T>(
    on connection: DatabaseConnection, attempts: Int = 5, _ body: () throws -> T
  ) throws -> T {
    if connection.inTransaction {
      throw DatabaseError.misuse("BEGIN", "a transaction is already open")
    }
    var losses = 0
    var attempt = 1
    while true {
      let start = ContinuousClock.now
      do {
        try connection.begin()
        let value = try body()
        try connection.commit()
        return value
      } catch {
        // The body may have dressed the error in one of its own.
        let fault = connection.transactionFault ?? (error as? DatabaseError)
        connection.rollback()
        var again = fault?.kind == .deadlock
        if fault?.isLoss == true {
          // Lost at once: the server was restarted, or ended the session. One that was silent for
          // seconds is not asked twice.
          losses += 1
          again = losses == 1 && ContinuousClock.now - start < .seconds(2)
        }
        guard again, attempt < attempts else { throw error }
        pause(afterAttempt: attempt)
        attempt += 1
      }
    }
  }

  private static func pause(afterAttempt attempt: Int) {
    let base = 5_000 << min(attempt - 1, 6)
    usleep(UInt32(base + Int.random(in: 0..<base)))
  }
}

extension DatabaseError {
  /// An existing connection went away, or its node left the cluster; nothing was committed.
  fileprivate var isLoss: Bool {
    kind == .unavailable && [2006, 2013, 1047, 1053, 1927, 4031].contains(code)
  }
}
