/// What a SKU's row keeps as JSON text. Only this file writes and reads these texts; a text that
/// it cannot read counts as empty.
extension Spec {
  init(stored bytes: [UInt8]) {
    guard bytes.count > 2, let document = try? JSONDocument(parsing: bytes) else {
      self = .none
      return
    }
    self.init(
      document.root.members.map { Entry(key: $0.name, value: $0.value.text ?? "") })
  }

  /// An object of texts.
  var json: [UInt8] {
    if entries.isEmpty { return Array("{}".utf8) }
    var writer = JSONWriter(reserving: 64)
    write(into: &writer)
    return writer.bytes
  }

  func write(into writer: inout JSONWriter) {
    writer.object { writer in
      for entry in entries {
        writer.key(entry.key)
        writer.string(entry.value)
      }
    }
  }
}

extension [PackUnit] {
  /// The units, without barcodes.
  init(stored bytes: [UInt8]) {
    guard bytes.count > 2, let document = try? JSONDocument(parsing: bytes) else {
      self = []
      return
    }
    self = document.root.elements.compactMap { node in
      guard let name = node.member("unit")?.text,
        let factor: Quantity = try? node.member("factor")?.decimal()
      else { return nil }
      return PackUnit(name: name, factor: factor, barcodes: [])
    }
  }

  var json: [UInt8] {
    var writer = JSONWriter(reserving: 64)
    writer.array(self) { writer, unit in
      writer.object {
        $0.field("unit", unit.name)
        $0.field("factor", unit.factor)
      }
    }
    return writer.bytes
  }
}

extension RetailPlan {
  init(stored bytes: [UInt8]?) {
    guard let bytes, let document = try? JSONDocument(parsing: bytes) else {
      self = .none
      return
    }
    self.init(
      document.root.elements.compactMap { node in
        guard let from = node.member("from")?.integer(),
          let price: UnitPrice = try? node.member("price")?.decimal()
        else { return nil }
        return Period(
          from: Instant(microseconds: from),
          to: node.member("to")?.integer().map { Instant(microseconds: $0) }, price: price)
      })
  }

  /// Nil for a plan without periods. Times are microseconds since 1970.
  var json: [UInt8]? {
    if periods.isEmpty { return nil }
    var writer = JSONWriter(reserving: 64)
    writer.array(periods) { writer, period in
      writer.object {
        $0.field("from", period.from.microseconds)
        $0.field("to", period.to?.microseconds)
        $0.field("price", period.price)
      }
    }
    return writer.bytes
  }
}
