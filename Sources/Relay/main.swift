import EventStream
import Glibc
import MariaDBClient
import RedisClient
import Settings
import WebAPI

/// Carries events from the outbox to Redis.
let status = BackgroundProgram.run("erp-relay", isHeldUp: { Relay.isHeldUp }) { configuration in
  let service = BackgroundService(
    database: DatabaseOptions(configuration.database), redis: RedisOptions(configuration.redis))
  service.startRelay()
  return { service.finish() }
}
exit(status)
