package import JSONCoding
package import Kernel

/// One page of a list, with the whole list's length.
package struct Page<Element: Answer>: Answer {
  package let items: [Element]
  package let request: PageRequest
  package let total: Int64

  package init(_ items: [Element], of total: Int64, _ request: PageRequest) {
    self.items = items
    self.request = request
    self.total = total
  }

  package static var schema: Schema {
    .object([
      SchemaProperty("items", .list(Element.schema, nil)),
      SchemaProperty("page", .integer(1...1_000_000)),
      SchemaProperty("size", .integer(1...200)),
      SchemaProperty("total", .integer(0...Identifier.maximum)),
    ])
  }

  package func write(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("items")
    items.write(into: &writer)
    writer.field("page", request.page)
    writer.field("size", request.size)
    writer.field("total", total)
    writer.endObject()
  }
}

/// One stretch of a ledger, with the cursor of the next.
package struct LedgerPage<Element: Answer>: Answer {
  package let items: [Element]
  /// Nil at the ledger's end.
  package let next: Int64?

  /// Takes up to `position.size + 1` rows: one more than asked for shows that there is a next.
  package init(
    _ rows: [Element], at position: LedgerPosition, cursor: (Element) -> Int64
  ) {
    let hasMore = rows.count > position.size
    items = hasMore ? Array(rows.prefix(position.size)) : rows
    next = hasMore ? items.last.map(cursor) : nil
  }

  package static var schema: Schema {
    .object([
      SchemaProperty("items", .list(Element.schema, nil)),
      SchemaProperty("next", .nullable(.anyText)),
    ])
  }

  package func write(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("items")
    items.write(into: &writer)
    writer.key("next")
    if let next { writer.string(String(next)) } else { writer.null() }
    writer.endObject()
  }
}
