import MariaDBClient
import Supervision
import Threads

extension Lease {
  /// Calls `round` until the signal; waits for stores that are away, and gives the lease up at the
  /// end.
  /// - Parameter round: takes or renews the lease, and works if it is held. Returns how long to
  ///   pause, in milliseconds.
  func repeatRounds(
    until stop: StopSignal, heartbeat: Heartbeat?, on database: DatabaseConnection,
    _ round: () throws -> Int
  ) {
    var outages = OutageReporter(speaker: name)
    var isPrepared = false
    while !stop.isRequested {
      heartbeat?.beat(within: BackgroundService.roundSeconds)
      if stop.isHeld {
        stop.wait(milliseconds: 500)
        continue
      }
      do {
        if !isPrepared {
          try prepare(on: database)
          isPrepared = true
        }
        let pause = try round()
        outages.succeeded()
        stop.wait(milliseconds: pause)
      } catch {
        stop.wait(milliseconds: outages.failed(error))
      }
    }
    try? giveUp(on: database)
  }
}
