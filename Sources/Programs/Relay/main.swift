import EventStream
import Glibc
import MariaDBClient
import RedisClient
import Settings
import Telemetry
import WebAPI

/// Carries events from the outbox to Redis.
let status = BackgroundProgram.run("erp-relay", isHeldUp: { Relay.isHeldUp }) { configuration in
  let volume = VolumeGuard(configuration)
  let service = BackgroundService(
    database: DatabaseOptions(configuration.database), redis: RedisOptions(configuration.redis),
    holds: { volume.room == .none })
  // The worker says it in the log.
  service.startJobs([
    PeriodicJob("volume.watch", everySeconds: 5, worksWhileHeld: true) { database, _ in
      _ = volume.room(on: database)
      return 0
    }
  ])
  service.startRelay()
  return { service.finish() }
}
exit(status)
