package import EventModel
package import JSONCoding

/// A kind of coupon was changed. Carries the whole new state.
package struct CouponTemplateUpdated: EventPayload, Equatable {
  package static let type = "CouponTemplateUpdated"
  package static let version = 1
  package static let centre = "member"

  package let template: CouponTemplateSnapshot

  package init(_ template: CouponTemplateSnapshot) { self.template = template }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    template = try CouponTemplateSnapshot(from: reader)
  }

  package var key: String { "coupon-template-\(template.templateID)" }
  package func write(to writer: inout JSONWriter) { template.write(to: &writer) }
}
