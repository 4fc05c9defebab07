/// What a member of an answer needs to be shown: costs, prices, phones (contract part 2, A).
package struct FieldGuard: Hashable, Sendable {
  /// What stands there for everybody else.
  package enum Mask: Hashable, Sendable {
    case null
    /// A phone number without its middle.
    case phone
  }

  package let permission: Permission
  package let mask: Mask

  /// Whatever tells a cost.
  package static let cost = FieldGuard(
    permission: .code("cost.read", describedAs: "Read costs, their history and cost sheets 查看成本"),
    mask: .null)
  /// Prices and totals of purchase.
  package static let purchasePrice = FieldGuard(
    permission: .code("po.price_read", describedAs: "See prices of purchases 查看采购价格"),
    mask: .null)
  /// A member's phone number.
  package static let memberPhone = FieldGuard(
    permission: .code("member.phone_read", describedAs: "See members' phone numbers 查看会员手机号"),
    mask: .phone)
}

extension AnswerField {
  /// The same member, for those who hold the permission alone. What is kept, as a document's first
  /// answer, is kept whole: it is masked for who asks, when it is sent.
  package func guarded(by fieldGuard: FieldGuard) -> AnswerField {
    let inner = schema
    return AnswerField(name, { .guarded(inner(), fieldGuard) }, write)
  }
}

extension Schema {
  /// The guards of whatever stands in an answer of this shape.
  package var guards: Set<FieldGuard> {
    switch self {
    case .guarded(let inner, let fieldGuard): inner.guards.union([fieldGuard])
    case .list(let inner, _), .map(let inner, _), .nullable(let inner), .orEmpty(let inner):
      inner.guards
    case .object(let properties):
      properties.reduce(into: []) { $0.formUnion($1.schema.guards) }
    // Trees hold organisations and categories.
    default: []
    }
  }
}
