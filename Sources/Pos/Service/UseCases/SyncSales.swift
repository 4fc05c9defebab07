import Kernel
import MariaDBClient
import PosDomain
import Security
import WebAPI

/// `POST /pos/sync`: stores what has come, applies what is next, and tells how each stands.
///
/// Everything is stored before anything is answered as `waiting`. 117 round trips for 100 new sales
/// of two lines.
struct SyncSales {
  let queue: DeviceQueue

  /// How a sale stood when it came.
  enum Verdict {
    /// Its receipt says how it stands now.
    case receipt
    /// It had been applied before.
    case duplicate
    case refused(SyncFault)
  }

  /// Stores and applies; each in transactions of its own.
  func work(_ call: Call, _ request: SyncRequest) throws -> [Verdict] {
    let verdicts = try RepeatableWork.transaction(on: call.database) {
      try receive(call, request)
    }
    try queue.drain(request.deviceID, on: call.database, redis: call.redis)
    return verdicts
  }

  private func receive(_ call: Call, _ request: SyncRequest) throws -> [Verdict] {
    let device = try call.lockDevice(request.deviceID)
    var places = try ReceiptStore.receipts(
      Set(request.sales.map(\.sequence)).sorted(), of: device.deviceID, on: call.database
    ).mapValues(\.known)
    let owners = try ReceiptStore.owners(
      of: Set(request.sales.map(\.clientID)).sorted(), of: device.deviceID, on: call.database)
    var namesakes = owners.mapValues(\.known)
    var new: [ReceiptStore.NewReceipt] = []
    var verdicts: [Verdict] = []
    for sale in request.sales {
      let hash = SHA256.digest(of: sale.contents).bytes
      let arrival = Arrival.decide(
        clientID: sale.clientID, contentHash: hash, place: places[sale.sequence],
        namesake: namesakes[sale.clientID])
      verdicts.append(Self.verdict(arrival, places[sale.sequence], namesakes[sale.clientID]))
      guard let receipt = ReceiptStore.NewReceipt(sale, arrival, hash) else { continue }
      new.append(receipt)
      let known = Arrival.Known(
        status: receipt.status, clientID: sale.clientID, contentHash: hash)
      places[sale.sequence] = known
      if receipt.ownsClientID { namesakes[sale.clientID] = known }
    }
    // In ascending order, as all rows are taken.
    new.sort { $0.sale.sequence < $1.sale.sequence }
    try ReceiptStore.insert(
      new, of: device.deviceID, by: call.caller.userID, requestID: call.requestID,
      on: call.database)
    try DeviceStore.noteReceived(device.deviceID, on: call.database)
    return verdicts
  }

  private static func verdict(
    _ arrival: Arrival, _ place: Arrival.Known?, _ namesake: Arrival.Known?
  ) -> Verdict {
    switch arrival {
    case .refuse(let fault): .refused(fault)
    case .known, .repeated:
      // Where the number only repeats another, that one counts.
      (place?.status ?? .repeated) == .repeated
        ? (namesake?.status == .applied ? .duplicate : .receipt)
        : (place?.status == .applied ? .duplicate : .receipt)
    case .store, .park: .receipt
    }
  }

  /// How each sale stands now.
  func answer(
    _ call: Call, _ request: SyncRequest, _ verdicts: [Verdict]
  ) throws -> SyncAnswer {
    let device = try call.device(request.deviceID)
    let receipts = try ReceiptStore.receipts(
      Set(request.sales.map(\.sequence)).sorted(), of: device.deviceID, on: call.database)
    let repeated = receipts.values.filter { $0.status == .repeated }.compactMap(\.clientID)
    let owners = try ReceiptStore.owners(
      of: repeated.sorted(), of: device.deviceID, on: call.database)
    var seen: Set<String> = []
    let results = zip(request.sales, verdicts).map { sale, verdict -> SyncResult in
      let isFirst = seen.insert(sale.clientID).inserted
      let receipt = receipts[sale.sequence]
      let standing =
        receipt?.status == .repeated ? receipt?.clientID.flatMap { owners[$0] } : receipt
      return SyncResult.make(sale, verdict, standing, isFirst: isFirst, call.language)
    }
    return SyncAnswer(
      results: results, nextSequence: device.nextSequence,
      missing: try ReceiptLists.missing(device, on: call.database))
  }
}

extension ReceiptStore.NewReceipt {
  /// Nil for what is not stored.
  fileprivate init?(_ sale: TillSale, _ arrival: Arrival, _ hash: [UInt8]) {
    switch arrival {
    case .known, .refuse: return nil
    case .store:
      self.init(
        sale: sale, status: .waiting, contentHash: hash, ownsClientID: true, fault: nil)
    case .repeated:
      self.init(
        sale: sale, status: .repeated, contentHash: hash, ownsClientID: false, fault: nil)
    case .park(let fault):
      self.init(
        sale: sale, status: .failed, contentHash: hash, ownsClientID: false, fault: fault)
    }
  }
}
