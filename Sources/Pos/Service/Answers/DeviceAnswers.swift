/// The answer of `POST /pos/register`.
extension Device: ObjectAnswer {
  package static let shape: [AnswerField<Device>] = [
    .text("device_id") { $0.id },
    .id("store_id") { $0.storeID },
    .integer("next_seq") { $0.nextSequence },
    .instant("registered_at") { $0.registeredAt },
  ]
}

/// One number of a device, as people see it.
struct SyncedSaleAnswer: ObjectAnswer {
  let sale: SyncedSale
  let language: Language
  /// The sale that counts.
  let standing: SyncedSale

  /// - Parameter owner: the sale that counts, where this one only repeats it
  init(_ sale: SyncedSale, owner: SyncedSale? = nil, _ language: Language) {
    self.sale = sale
    self.language = language
    standing = owner ?? sale
  }

  static let shape = fields { $0 }

  /// The fields, for an answer that has them among its own.
  static func fields<Owner>(
    _ get: @escaping @Sendable (Owner) -> SyncedSaleAnswer
  ) -> [AnswerField<Owner>] {
    [
      .integer("seq") { get($0).sale.sequence },
      .optionalText("client_id") { get($0).sale.clientID },
      .choice("status") { get($0).sale.status },
      .optionalText("order_no") { get($0).standing.orderNumber },
      .optionalText("error") { get($0).standing.faultName },
      .optionalText("message") { get($0).standing.faultText(in: get($0).language) },
    ]
  }
}

/// The answer of `POST /pos/retry` and `POST /pos/skip`.
struct ParkedSaleAnswer: ObjectAnswer {
  let sale: SyncedSaleAnswer
  let nextSequence: Int64
  let missing: [ClosedRange<Int64>]

  static let shape: [AnswerField<ParkedSaleAnswer>] =
    SyncedSaleAnswer.fields(\.sale) + [
      .integer("next_seq") { $0.nextSequence },
      .answer("missing") { $0.missing.map(MissingRange.init) },
    ]
}

/// The answer of `GET /pos/status`.
struct StatusAnswer: ObjectAnswer {
  let device: Device
  let missing: [ClosedRange<Int64>]
  let applied: Int64
  let waiting: Int64
  let failed: [SyncedSaleAnswer]
  let skipped: [SyncedSaleAnswer]

  static let shape: [AnswerField<StatusAnswer>] = [
    .text("device_id") { $0.device.id },
    .id("store_id") { $0.device.storeID },
    .integer("next_seq") { $0.device.nextSequence },
    .answer("missing") { $0.missing.map(MissingRange.init) },
    .integer("applied") { $0.applied },
    .integer("waiting") { $0.waiting },
    .answer("failed") { $0.failed },
    .answer("skipped") { $0.skipped },
    .optionalAnswer("held") { $0.device.attempts > 0 ? HoldAnswer(device: $0.device) : nil },
    .optionalInstant("synced_at") { $0.device.syncedAt },
    .instant("registered_at") { $0.device.registeredAt },
  ]
}

/// That a device's next sale met a fault that may pass.
struct HoldAnswer: ObjectAnswer {
  let device: Device

  static let shape: [AnswerField<HoldAnswer>] = [
    .integer("attempts") { $0.device.attempts },
    .optionalInstant("next_attempt_at") { $0.device.nextAttemptAt },
  ]
}
