package import EventModel
package import JSONCoding
package import Kernel

/// A kind of coupon as its events tell it.
package struct CouponTemplateSnapshot: Sendable, Equatable {
  package let templateID: Int64
  package let name: String
  /// cash or discount.
  package let kind: String
  package let amount: Money?
  package let rate: Rate?
  package let threshold: Money?
  package let validDays: Int64?
  package let validFrom: Instant?
  package let validTo: Instant?
  package let total: Int64?
  package let perMember: Int64
  package let issued: Int64
  /// Where they hold; empty: in the whole house.
  package let storeIDs: [Int64]
  /// open or closed.
  package let status: String
  package let version: Int64

  package init(
    templateID: Int64, name: String, kind: String, amount: Money?, rate: Rate?, threshold: Money?,
    validDays: Int64?, validFrom: Instant?, validTo: Instant?, total: Int64?, perMember: Int64,
    issued: Int64, storeIDs: [Int64], status: String, version: Int64
  ) {
    self.templateID = templateID
    self.name = name
    self.kind = kind
    self.amount = amount
    self.rate = rate
    self.threshold = threshold
    self.validDays = validDays
    self.validFrom = validFrom
    self.validTo = validTo
    self.total = total
    self.perMember = perMember
    self.issued = issued
    self.storeIDs = storeIDs
    self.status = status
    self.version = version
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    templateID = try reader.integer("template_id")
    name = try reader.text("name")
    kind = try reader.text("type")
    amount = try reader.decimalOrNil("amount")
    rate = try reader.decimalOrNil("rate")
    threshold = try reader.decimalOrNil("threshold")
    validDays = try reader.integerOrNil("valid_days")
    validFrom = try reader.instantOrNil("valid_from")
    validTo = try reader.instantOrNil("valid_to")
    total = try reader.integerOrNil("total")
    perMember = try reader.integer("per_member")
    issued = try reader.integer("issued")
    storeIDs = try reader.integers("store_ids")
    status = try reader.text("status")
    version = try reader.integer("version")
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("template_id", templateID)
      writer.field("name", name)
      writer.field("type", kind)
      writer.field("amount", amount)
      writer.field("rate", rate)
      writer.field("threshold", threshold)
      writer.field("valid_days", validDays)
      writer.field("valid_from", validFrom)
      writer.field("valid_to", validTo)
      writer.field("total", total)
      writer.field("per_member", perMember)
      writer.field("issued", issued)
      writer.field("store_ids", storeIDs)
      writer.field("status", status)
      writer.field("version", version)
    }
  }
}
