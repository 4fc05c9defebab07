import FastCGIServer
import JSONCoding
import Kernel

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
