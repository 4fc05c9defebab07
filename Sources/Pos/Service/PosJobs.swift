package import EventStream
package import Kernel

/// What the worker does for the tills.
package enum PosJobs {
  /// Goes on where a fault held a device, once its pause is over, and where a process died between
  /// storing and applying. Any number of processes may run it: the device's row keeps them apart.
  package static func retry(_ calendar: BusinessCalendar) -> PeriodicJob {
    let queue = DeviceQueue(calendar: calendar, source: "erp-worker")
    return PeriodicJob("pos.retry", everySeconds: 1) { database, redis in
      guard let deviceID = try DeviceStore.nextDue(on: database) else { return 0 }
      try queue.drain(deviceID, on: database, redis: redis)
      return 1
    }
  }
}
