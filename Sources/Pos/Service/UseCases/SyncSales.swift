import OrderService

/// `POST /pos/sync`: stores what has come, applies what is next, and tells how each stands.
///
/// Everything is stored before anything is answered as `waiting`. 117 round trips for 100 new sales
/// of two lines.
struct SyncSales {
  let queue: DeviceQueue

  /// Stores and applies; each in transactions of its own.
  func work(_ call: Call, _ request: SyncRequest) throws -> [SyncVerdict] {
    var reopened: [Int64] = []
    let verdicts = try RepeatableWork.transaction(on: call.database) { () throws -> [SyncVerdict] in
      reopened = []
      return try receive(call, request, &reopened)
    }
    let parked = ParkedSales(queue: queue)
    for sequence in reopened { try parked.apply(sequence, of: request.deviceID, call) }
    try queue.drain(request.deviceID, on: call.database, redis: call.redis)
    return verdicts
  }

  private func receive(
    _ call: Call, _ request: SyncRequest, _ reopened: inout [Int64]
  ) throws -> [SyncVerdict] {
    let device = try call.deviceForUpdate(request.deviceID)
    var places = try SyncedSaleStore.sales(
      Set(request.entries.map(\.sequence)).sorted(), of: device.id, on: call.database
    ).mapValues(\.known)
    var namesakes = try SyncedSaleStore.owners(
      of: request.entries.map(\.clientID), of: device.id, on: call.database
    ).mapValues(\.known)
    var new: [SyncedSaleStore.NewSyncedSale] = []
    var verdicts: [SyncVerdict] = []
    for entry in request.entries {
      let (hash, name) = (entry.contentHash, ByteText(entry.clientID))
      let arrival = SaleArrival.decide(
        clientID: entry.clientID, contentHash: hash, isValid: entry.sale != nil,
        place: places[entry.sequence], namesake: namesakes[name])
      verdicts.append(
        arrival.verdict(place: places[entry.sequence], namesake: namesakes[name]))
      guard let sale = SyncedSaleStore.NewSyncedSale(entry, arrival, hash) else { continue }
      if arrival == .reopen {
        try SyncedSaleStore.replaceSkip(
          sale, of: device.id, by: call.caller.userID, requestID: call.requestID,
          on: call.database)
        reopened.append(entry.sequence)
      } else {
        new.append(sale)
      }
      let known = SaleArrival.Known(
        status: sale.status, clientID: entry.clientID, contentHash: hash)
      places[entry.sequence] = known
      if sale.ownsClientID { namesakes[name] = known }
    }
    // In ascending order, as all rows are taken.
    new.sort { $0.sequence < $1.sequence }
    try SyncedSaleStore.insert(
      new, of: device.id, by: call.caller.userID, requestID: call.requestID,
      on: call.database)
    try DeviceStore.noteReceived(device.id, on: call.database)
    return verdicts
  }

  /// How each sale stands now.
  func answer(
    _ call: Call, _ request: SyncRequest, _ verdicts: [SyncVerdict]
  ) throws -> SyncAnswer {
    let device = try call.device(request.deviceID)
    let stored = try SyncedSaleStore.sales(
      Set(request.entries.map(\.sequence)).sorted(), of: device.id, on: call.database)
    let repeated = stored.values.filter { $0.status == .repeated }.compactMap(\.clientID)
    let owners = try SyncedSaleStore.owners(of: repeated, of: device.id, on: call.database)
    let numbers = (Array(stored.values) + Array(owners.values)).compactMap(\.orderNumber)
    let flags = try OrderAPI.flags(of: Set(numbers).sorted(), on: call.database)
    var seen: Set<ByteText> = []
    let results = zip(request.entries, verdicts).map { entry, verdict -> SyncResult in
      let isFirst = seen.insert(ByteText(entry.clientID)).inserted
      let sale = stored[entry.sequence]
      let standing =
        sale?.status == .repeated
        ? sale?.clientID.flatMap { owners[ByteText($0)] } : sale
      var result = SyncResult(
        sequence: entry.sequence, clientID: entry.clientID, verdict, standing, isFirst: isFirst,
        faults: entry.faults, call.language)
      result.flags = result.orderNumber.flatMap { flags[$0] } ?? []
      return result
    }
    return SyncAnswer(
      results: results, nextSequence: device.nextSequence,
      missing: try SyncedSaleLists.missing(device, on: call.database))
  }
}

extension SyncedSaleStore.NewSyncedSale {
  /// Nil for what is not stored.
  fileprivate init?(_ entry: SyncEntry, _ arrival: SaleArrival, _ hash: [UInt8]) {
    let status: SyncedSaleStatus
    var fault: SyncFault?
    switch arrival {
    case .known, .refuse: return nil
    case .store: status = .waiting
    case .repeated: status = .repeated
    case .park(let reason): (status, fault) = (.failed, reason)
    // Its turn is over: parked, and applied by itself at once.
    case .reopen: (status, fault) = (.failed, .skipped)
    }
    self.init(
      sequence: entry.sequence, clientID: entry.clientID, status: status, contentHash: hash,
      payload: entry.sale.map(StoredSale.write) ?? entry.raw,
      ownsClientID: arrival == .store || arrival == .reopen, fault: fault)
  }
}
