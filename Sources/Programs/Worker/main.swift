import CostService
import EventStream
import Glibc
import Kernel
import MariaDBClient
import MemberService
import OrderService
import PosService
import ProductionService
import RedisClient
import Settings
import StockService
import Telemetry
import Transactions
import WebAPI

/// Brings events to the centres, expires what nobody paid or used, and forgets what is old.
let status = BackgroundProgram.run("erp-worker") { configuration in
  // What it writes waits too while MariaDB's volume has no room.
  let volume = VolumeGuard(configuration)
  let watch = VolumeWatch(volume)
  let service = BackgroundService(
    database: DatabaseOptions(configuration.database), redis: RedisOptions(configuration.redis),
    holds: { volume.room == .none })
  service.startJobs([
    PeriodicJob("volume.watch", everySeconds: 5, worksWhileHeld: true) { database, _ in
      watch.look(on: database)
      return 0
    }
  ])
  service.startConsumers(StockConsumers.group(with: ProductionConsumers.stockHandlers))
  service.startConsumers(OrderConsumers.group)
  service.startConsumers(MemberConsumers.group)
  service.startConsumers(CostConsumers.group)
  service.startJobs([OrderSweeper.job, StockSweeper.job])
  // On a thread of their own: a till may have brought a whole day.
  service.startJobs([
    PosJobs.retry(try BusinessCalendar(timeZone: configuration.timeZone))
  ])
  service.startJobs(MemberJobs.all)
  service.startJobs([CostJobs.resume])
  // On a thread of their own: they may have much to do, and are in no hurry.
  let expiry = IdempotencyExpiry(afterSeconds: Int64(AuditLog.keyHours * 3_600))
  service.startJobs([
    PeriodicJob("api_call.forget_keys", everySeconds: 300) { database, _ in
      try expiry.run(on: database)
    },
    OutboxPurge.job,
  ])
  return { service.finish() }
}
exit(status)
