package import EventStream

/// What the order centre does about others' events.
package enum OrderConsumers {
  /// StockOut of a sale: the order's goods have left.
  package static let group = ConsumerGroup(
    name: "order",
    handlers: [
      EventHandler(StockOut.self) { event, context in
        let document = event.payload.goods.document
        guard document.refType == "sale" else { return }
        try OrderStore.markIssued(document.reference, on: context.connection)
      }
    ])
}
