import Kernel
import MariaDBClient
import OrderService
import PosDomain
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
    var reopened: [Int64] = []
    let verdicts = try RepeatableWork.transaction(on: call.database) { () throws -> [Verdict] in
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
  ) throws -> [Verdict] {
    let device = try call.lockDevice(request.deviceID)
    var places = try ReceiptStore.receipts(
      Set(request.entries.map(\.sequence)).sorted(), of: device.deviceID, on: call.database
    ).mapValues(\.known)
    var namesakes = try ReceiptStore.owners(
      of: request.entries.map(\.clientID), of: device.deviceID, on: call.database
    ).mapValues(\.known)
    var new: [ReceiptStore.NewReceipt] = []
    var verdicts: [Verdict] = []
    for entry in request.entries {
      let (hash, name) = (entry.contentHash, ByteText(entry.clientID))
      let arrival = SaleArrival.decide(
        clientID: entry.clientID, contentHash: hash, isValid: entry.sale != nil,
        place: places[entry.sequence], namesake: namesakes[name])
      verdicts.append(Self.verdict(arrival, places[entry.sequence], namesakes[name]))
      guard let receipt = ReceiptStore.NewReceipt(entry, arrival, hash) else { continue }
      if arrival == .reopen {
        try ReceiptStore.replaceSkip(
          receipt, of: device.deviceID, by: call.caller.userID, requestID: call.requestID,
          on: call.database)
        reopened.append(entry.sequence)
      } else {
        new.append(receipt)
      }
      let known = SaleArrival.Known(
        status: receipt.status, clientID: entry.clientID, contentHash: hash)
      places[entry.sequence] = known
      if receipt.ownsClientID { namesakes[name] = known }
    }
    // In ascending order, as all rows are taken.
    new.sort { $0.sequence < $1.sequence }
    try ReceiptStore.insert(
      new, of: device.deviceID, by: call.caller.userID, requestID: call.requestID,
      on: call.database)
    try DeviceStore.noteReceived(device.deviceID, on: call.database)
    return verdicts
  }

  private static func verdict(
    _ arrival: SaleArrival, _ place: SaleArrival.Known?, _ namesake: SaleArrival.Known?
  ) -> Verdict {
    switch arrival {
    case .refuse(let fault): .refused(fault)
    case .known, .repeated:
      // Where the number only repeats another, that one counts.
      (place?.status ?? .repeated) == .repeated
        ? (namesake?.status == .applied ? .duplicate : .receipt)
        : (place?.status == .applied ? .duplicate : .receipt)
    case .store, .park, .reopen: .receipt
    }
  }

  /// How each sale stands now.
  func answer(
    _ call: Call, _ request: SyncRequest, _ verdicts: [Verdict]
  ) throws -> SyncAnswer {
    let device = try call.device(request.deviceID)
    let receipts = try ReceiptStore.receipts(
      Set(request.entries.map(\.sequence)).sorted(), of: device.deviceID, on: call.database)
    let repeated = receipts.values.filter { $0.status == .repeated }.compactMap(\.clientID)
    let owners = try ReceiptStore.owners(of: repeated, of: device.deviceID, on: call.database)
    let numbers = (Array(receipts.values) + Array(owners.values)).compactMap(\.orderNumber)
    let flags = try OrderAPI.flags(of: Set(numbers).sorted(), on: call.database)
    var seen: Set<ByteText> = []
    let results = zip(request.entries, verdicts).map { entry, verdict -> SyncResult in
      let isFirst = seen.insert(ByteText(entry.clientID)).inserted
      let receipt = receipts[entry.sequence]
      let standing =
        receipt?.status == .repeated
        ? receipt?.clientID.flatMap { owners[ByteText($0)] } : receipt
      var result = SyncResult.make(entry, verdict, standing, isFirst: isFirst, call.language)
      result.flags = result.orderNumber.flatMap { flags[$0] } ?? []
      return result
    }
    return SyncAnswer(
      results: results, nextSequence: device.nextSequence,
      missing: try ReceiptLists.missing(device, on: call.database))
  }
}

extension ReceiptStore.NewReceipt {
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
      payload: entry.payload, ownsClientID: arrival == .store || arrival == .reopen, fault: fault)
  }
}
