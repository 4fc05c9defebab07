import FastCGIServer
import JSONCoding
import Kernel

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
  /// The same field, for those who hold the permission alone. What is kept, as a document's first
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

/// Takes out of an answer what its caller may not see. One place for all answers, made just now or
/// kept: nothing is asked where the shape has no guard, or the caller holds what it needs.
struct AnswerMask {
  private let shape: Schema
  private let lacking: Set<FieldGuard>

  /// Nil if there is nothing to take out.
  init?(_ shape: Schema, _ guards: Set<FieldGuard>, for permissions: PermissionSet) {
    let lacking = guards.filter { fieldGuard in
      fieldGuard.permission.code.map { !permissions.contains($0) } ?? false
    }
    if lacking.isEmpty { return nil }
    self.shape = shape
    self.lacking = lacking
  }

  /// The envelope with its `data` masked. Throws what cannot be read: nothing unseen goes out.
  func apply(to envelope: [UInt8]) throws(JSONFault) -> [UInt8] {
    let document = try JSONDocument(parsing: envelope)
    var writer = JSONWriter(reserving: envelope.count)
    writer.beginObject()
    for member in document.root.members {
      writer.key(member.name)
      if member.isNamed("data") {
        write(member.value, shape, into: &writer)
      } else {
        writer.raw(member.value.raw)
      }
    }
    writer.endObject()
    return writer.bytes
  }

  private func write(_ node: JSONNode, _ shape: Schema, into writer: inout JSONWriter) {
    switch shape {
    case .guarded(let inner, let fieldGuard):
      guard lacking.contains(fieldGuard) else { return write(node, inner, into: &writer) }
      switch fieldGuard.mask {
      case .phone:
        if let phone = node.text { writer.string(PhoneNumber.masked(phone)) } else { writer.null() }
      case .null: writer.null()
      }
    case .nullable(let inner) where !node.isNull: write(node, inner, into: &writer)
    case .list(let element, _) where !element.guards.isEmpty:
      writer.beginArray()
      for value in node.elements { write(value, element, into: &writer) }
      writer.endArray()
    case .map(let element, _) where !element.guards.isEmpty:
      writer.beginObject()
      for member in node.members {
        writer.key(member.name)
        write(member.value, element, into: &writer)
      }
      writer.endObject()
    case .object(let properties) where !shape.guards.isEmpty:
      write(object: node, properties, into: &writer)
    default: writer.raw(node.raw)
    }
  }

  private func write(
    object node: JSONNode, _ properties: [SchemaProperty], into writer: inout JSONWriter
  ) {
    writer.beginObject()
    for member in node.members {
      writer.key(member.name)
      if let property = properties.first(where: { member.isNamed($0.name) }) {
        write(member.value, property.schema, into: &writer)
      } else {
        writer.raw(member.value.raw)
      }
    }
    writer.endObject()
  }
}
