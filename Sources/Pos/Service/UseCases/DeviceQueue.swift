import OrderService
import RedisClient
import Telemetry

/// Applies the stored sales of one device in the order of their numbers, as far as they go.
///
/// A run of them shares a transaction with its rows and the device's next number: kill the
/// process between two statements, and either all of it is there or nothing. When a run fails for
/// a reason of one sale, its sales are applied one by one, and that one is parked.
struct DeviceQueue {
  let calendar: BusinessCalendar
  /// The program that works.
  let source: String

  /// Sales that share a transaction at most: enough to share its cost, few enough that nobody waits
  /// long for a stock row.
  static let runLength = 50
  /// A call, or a round of the worker, works so long at most; the worker goes on.
  static let longest = Duration.seconds(8)

  /// A run is tried so often after deadlocks and lock waits; then the device is held.
  private static let attempts = 3

  private enum Step {
    /// Nothing is waiting, or the next number has not come.
    case idle
    case applied([RecordedSale])
  }

  /// Applies what can be applied. A fault that may pass holds the device for a while; that is no
  /// error here.
  /// - Returns: how many runs it took
  @discardableResult
  func drain(
    _ deviceID: String, on database: DatabaseConnection, redis: RedisConnection
  ) throws -> Int {
    let end = ContinuousClock.now + Self.longest
    var count = 0
    var oneByOne = 0
    var unknownCommits = 0
    while ContinuousClock.now < end {
      do {
        let step = try step(deviceID, limit: oneByOne > 0 ? 1 : Self.runLength, on: database)
        guard case .applied(let sales) = step else { return count }
        OrderAPI.publishCounters(of: sales, to: redis)
        oneByOne = max(0, oneByOne - 1)
        count += 1
      } catch let error as DatabaseError where error.kind == .commitUnknown && unknownCommits < 3 {
        // The device's own row tells whether it was.
        unknownCommits += 1
      } catch let error as DatabaseError where error.mayPass {
        try hold(deviceID, error, on: database)
        return count
      } catch {
        if oneByOne == 0 {
          oneByOne = Self.runLength
        } else if try !settle(deviceID, error, on: database) {
          return count
        }
      }
    }
    try RepeatableWork.transaction(on: database) {
      try DeviceStore.handOver(deviceID, on: database)
    }
    return count
  }

  /// One transaction: the next run of sales, or as many as `limit` says.
  private func step(
    _ deviceID: String, limit: Int, on database: DatabaseConnection
  ) throws -> Step {
    try Retry.transaction(on: database, attempts: Self.attempts) { () throws -> Step in
      guard let device = try DeviceStore.forUpdate(deviceID, on: database) else { return .idle }
      let queue = try SyncedSaleStore.queue(
        of: deviceID, from: device.nextSequence, limit: limit, on: database)
      let run = DeviceSequence.run(of: queue, from: device.nextSequence, by: \.sequence)
      guard let last = run.last else {
        if device.nextAttemptAt != nil {
          try DeviceStore.advance(
            deviceID, to: device.nextSequence, hasMore: false, on: database)
        }
        return .idle
      }
      let batch = SaleBatch(device: device, calendar: calendar, source: source)
      let sales = try batch.apply(run.filter { $0.status == .waiting }, on: database)
      try DeviceStore.advance(
        deviceID, to: last.sequence.next, hasMore: run.count == limit, on: database)
      return .applied(sales)
    }
  }

  /// Leaves the device alone for a while, longer each time.
  private func hold(
    _ deviceID: String, _ error: any Error, on database: DatabaseConnection
  ) throws {
    Log.warning(
      "a device is held", [("device", LogValue(deviceID)), ("error", LogValue("\(error)"))])
    try RepeatableWork.transaction(on: database) {
      guard let device = try DeviceStore.forUpdate(deviceID, on: database) else { return }
      // Somebody else may have been luckier meanwhile.
      let next = try SyncedSaleStore.queue(
        of: deviceID, from: device.nextSequence, limit: 1, on: database)
      if next.first?.sequence == device.nextSequence {
        try hold(device, error, on: database)
      }
    }
  }

  private func hold(
    _ device: Device, _ error: any Error, on database: DatabaseConnection
  ) throws(DatabaseError) {
    let attempt = device.attempts.next
    let pause = HoldPolicy.microseconds(
      afterAttempt: attempt, chance: Double.random(in: 0..<1))
    try DeviceStore.hold(
      device.id, attempts: attempt, fault: "\(error)", microseconds: pause, on: database)
  }

  /// Parks the next sale, which alone met the error; holds the device instead while nobody knows
  /// whether the error will pass.
  /// - Returns: false when the device is held
  private func settle(
    _ deviceID: String, _ error: any Error, on database: DatabaseConnection
  ) throws -> Bool {
    Log.error(
      "a sale cannot be applied",
      [("device", LogValue(deviceID)), ("error", LogValue("\(error)"))])
    return try RepeatableWork.transaction(on: database) {
      guard let device = try DeviceStore.forUpdate(deviceID, on: database) else { return false }
      let next = try SyncedSaleStore.queue(
        of: deviceID, from: device.nextSequence, limit: 1, on: database
      ).first
      // Somebody else has been here meanwhile.
      guard let next, next.sequence == device.nextSequence, next.status == .waiting else {
        return true
      }
      let fault = ParkedFault(lasting: error)
      if fault == nil, device.attempts < HoldPolicy.attempts {
        try hold(device, error, on: database)
        return false
      }
      try SyncedSaleStore.markFailed(
        next.sequence, of: deviceID, fault ?? ParkedFault(.unknown), on: database)
      try DeviceStore.advance(deviceID, to: next.sequence.next, hasMore: true, on: database)
      return true
    }
  }
}

extension ParkedFault {
  /// The reason for an error that the same sale will always meet; nil when that is not known.
  init?(lasting error: any Error) {
    switch error {
    case let refusal as any ProblemConvertible where refusal.problem.kind.status < 500:
      self.init(refusal)
    case let error as DatabaseError where error.kind == .outOfRange:
      self.init(.amountOutOfRange)
    case let error as DatabaseError where error.kind == .checkViolated:
      self.init(.unknown, detail: error.description)
    default: return nil
    }
  }
}

/// Transactions that find what they did before, and so may be run again when nobody knows whether
/// their commit happened.
enum RepeatableWork {
  static func transaction<Value>(
    on database: DatabaseConnection, _ body: () throws -> Value
  ) throws -> Value {
    do {
      return try Retry.transaction(on: database, body)
    } catch let error as DatabaseError where error.kind == .commitUnknown {
      return try Retry.transaction(on: database, body)
    }
  }
}
