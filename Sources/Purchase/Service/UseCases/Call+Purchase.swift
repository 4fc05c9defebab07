import EventModel
import EventStream
import Kernel
import MariaDBClient
import PurchaseDomain
import WebAPI

/// What the writing calls of the purchase centre do alike.
extension Call {
  /// The program in the events' `source`.
  static let purchaseSource = "erp-purchase"

  /// Writes the events. 1 round trip.
  func publish(_ events: [any EventPayload]) throws(DatabaseError) {
    try Outbox.append(
      events, source: Self.purchaseSource, requestID: requestID, on: database)
  }
}

/// A delivery's or return's meaning as text, the same for the same meaning. Texts of requests hold
/// no control characters, so that they can part the fields.
enum DeliveryContents {
  static func text(
    _ kind: String, _ orderID: Int64, _ lines: [LineQuantity], at occurredAt: Instant?
  ) throws(PurchaseRefusal) -> String {
    let goods = try LineQuantity.summed(lines).map {
      "\($0.lineNumber)\u{1F}\($0.quantity)\u{1F}\($0.rejected)"
    }
    return text(kind, orderID, goods, occurredAt)
  }

  /// The same for a return. Without receipts it is the text that it was before there were any, so
  /// that a return of then is known again.
  static func text(
    _ kind: String, _ orderID: Int64, returned lines: [ReturnDemand], at occurredAt: Instant?
  ) throws(PurchaseRefusal) -> String {
    let goods = try ReturnDemand.summed(lines).map { line in
      let text = "\(line.lineNumber)\u{1F}\(line.quantity)\u{1F}\(Quantity.zero)"
      return line.receiptNumber.map { text + "\u{1F}\($0)" } ?? text
    }
    return text(kind, orderID, goods, occurredAt)
  }

  private static func text(
    _ kind: String, _ orderID: Int64, _ goods: [String], _ occurredAt: Instant?
  ) -> String {
    let date = occurredAt.map { ["at\u{1F}\($0.microseconds)"] } ?? []
    return ([kind, "\(orderID)"] + goods + date).joined(separator: "\u{1E}")
  }
}
