import Kernel
import PosDomain
import WebAPI

/// The answer of `POST /pos/register`.
struct DeviceAnswer: ObjectAnswer {
  let device: Device

  static let shape: [AnswerField<DeviceAnswer>] = [
    .text("device_id") { $0.device.deviceID },
    .id("store_id") { $0.device.storeID },
    .integer("next_seq") { $0.device.nextSequence },
    .instant("registered_at") { $0.device.registeredAt },
  ]
}

/// One number of a device, as people see it.
struct SyncedSaleAnswer: ObjectAnswer {
  let receipt: SyncedSale
  let language: Language
  /// The receipt that counts.
  let standing: SyncedSale

  /// - Parameter owner: the receipt that counts, where this one only repeats it
  init(_ receipt: SyncedSale, owner: SyncedSale?, _ language: Language) {
    self.receipt = receipt
    self.language = language
    standing = owner ?? receipt
  }

  static let shape: [AnswerField<SyncedSaleAnswer>] = [
    .integer("seq") { $0.receipt.sequence },
    .optionalText("client_id") { $0.receipt.clientID },
    .choice("status") { $0.receipt.status },
    .optionalText("order_no") { $0.standing.orderNumber },
    .optionalText("error") { $0.standing.faultName },
    .optionalText("message") { $0.standing.faultText(in: $0.language) },
  ]
}

/// The answer of `POST /pos/retry` and `POST /pos/skip`.
struct ReceiptAnswer: ObjectAnswer {
  let receipt: SyncedSaleAnswer
  let nextSequence: Int64
  let missing: [ClosedRange<Int64>]

  static let shape: [AnswerField<ReceiptAnswer>] = [
    .integer("seq") { $0.receipt.receipt.sequence },
    .optionalText("client_id") { $0.receipt.receipt.clientID },
    .choice("status") { $0.receipt.receipt.status },
    .optionalText("order_no") { $0.receipt.standing.orderNumber },
    .optionalText("error") { $0.receipt.standing.faultName },
    .optionalText("message") { $0.receipt.standing.faultText(in: $0.receipt.language) },
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
    .text("device_id") { $0.device.deviceID },
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
