import OrderService

/// `POST /pos/retry` and `POST /pos/skip`: what people do about a number that is in the way.
struct ParkedSales {
  let queue: DeviceQueue

  /// Applies a parked sale once more, whatever came after it, and then all that can be applied. Of
  /// a number that was skipped it takes the skip back: what is stored is applied, what comes later
  /// is taken.
  func retry(_ call: Call, _ request: RetryRequest) throws {
    try apply(request.sequence, of: request.deviceID, call)
    try queue.drain(request.deviceID, on: call.database, redis: call.redis)
  }

  /// Applies what is stored under a number whose turn is over.
  func apply(_ sequence: Int64, of deviceID: String, _ call: Call) throws {
    let sales = try RepeatableWork.transaction(on: call.database) { () throws -> [RecordedSale] in
      let device = try call.deviceForUpdate(deviceID)
      let sale = try sale(sequence, device, call)
      let isAhead = sequence >= device.nextSequence && sale.ownsClientID
      switch sale.status {
      case .waiting, .applied, .repeated: return []
      case .failed where isAhead, .skipped where isAhead:
        // Its turn is still to come.
        try SyncedSaleStore.wait(sequence, of: deviceID, on: call.database)
        return []
      case .skipped where sale.clientID == nil:
        try SyncedSaleStore.reopen(sequence, of: deviceID, on: call.database)
        return []
      case .failed, .skipped:
        // A client's number that another sale has cannot become free, nor can a faulty entry mend.
        guard sale.ownsClientID else { return [] }
        return try apply(sequence, device, call)
      }
    }
    OrderAPI.publishCounters(of: sales, to: call.redis)
  }

  private func apply(
    _ sequence: Int64, _ device: Device, _ call: Call
  ) throws -> [RecordedSale] {
    guard let sale = try SyncedSaleStore.queued(sequence, of: device.id, on: call.database)
    else { return [] }
    let batch = SaleBatch(device: device, calendar: queue.calendar, source: queue.source)
    return try batch.apply([sale], on: call.database)
  }

  /// Gives a number up by name, so that the later ones go on.
  func skip(_ call: Call, _ request: SkipRequest) throws {
    try RepeatableWork.transaction(on: call.database) {
      let device = try call.deviceForUpdate(request.deviceID)
      let known = try SyncedSaleStore.sales(
        [request.sequence], of: device.id, on: call.database)[request.sequence]
      switch known?.status {
      case .applied, .repeated: throw PosRefusal.alreadyApplied
      case .skipped: return
      case .waiting, .failed, nil:
        try SyncedSaleStore.skip(
          request.sequence, of: device.id, reason: request.reason,
          by: call.caller.userID, requestID: call.requestID, on: call.database)
        try DeviceStore.noteReceived(device.id, on: call.database)
      }
    }
    try queue.drain(request.deviceID, on: call.database, redis: call.redis)
  }

  /// How the number stands, and the device.
  func answer(_ call: Call, _ deviceID: String, _ sequence: Int64) throws -> ParkedSaleAnswer {
    let device = try call.device(deviceID)
    let sale = try sale(sequence, device, call)
    let owner = try SyncedSaleStore.owners(
      of: sale.status == .repeated ? [sale.clientID].compactMap { $0 } : [],
      of: deviceID, on: call.database
    ).values.first
    return ParkedSaleAnswer(
      sale: SyncedSaleAnswer(sale, owner: owner, call.language),
      nextSequence: device.nextSequence,
      missing: try SyncedSaleLists.missing(device, on: call.database))
  }

  private func sale(_ sequence: Int64, _ device: Device, _ call: Call) throws -> SyncedSale {
    let found = try SyncedSaleStore.sales([sequence], of: device.id, on: call.database)
    guard let sale = found[sequence] else { throw PosRefusal.saleNotFound }
    return sale
  }
}
