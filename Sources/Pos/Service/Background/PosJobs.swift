package import EventStream

/// What the worker does for the tills.
package enum PosJobs {
  /// Devices looked up at once.
  private static let limit = 20

  /// Goes on where a fault held a device, once its pause is over, and where a process died between
  /// storing and applying. Any number of processes may run it: the device's row keeps them apart. A
  /// device whose rows cannot be worked on keeps no other waiting (`PutAside`).
  package static func retry(_ calendar: BusinessCalendar) -> PeriodicJob {
    let queue = DeviceQueue(calendar: calendar, source: "erp-worker")
    let attempts = PutAside("pos_device")
    return PeriodicJob("pos.retry", everySeconds: 1) { database, redis in
      var last = DeviceStore.Due()
      return try attempts.sweep(limit: limit, on: database) {
        let due = try DeviceStore.due(after: last, limit: limit, on: database)
        last = due.last ?? last
        return due.map(\.deviceID)
      } work: { deviceID in
        try queue.drain(deviceID, on: database, redis: redis)
        return true
      }
    }
  }
}
