/// A consuming centre and what it does with which events.
package struct ConsumerGroup: Sendable {
  /// The consuming centre in lower case, which is also the group's name in Redis.
  package let name: String
  /// By type of event.
  let handlers: [String: [EventHandler]]

  /// - Parameters:
  ///   - name: the consuming centre; its inbox goes by this name, so it never changes
  ///   - handlers: several of one type run one after the other, in one transaction
  package init(name: String, handlers: [EventHandler]) {
    self.name = name
    self.handlers = Dictionary(grouping: handlers, by: \.type)
  }

  /// The types it subscribes to, sorted.
  package var types: [String] { handlers.keys.sorted() }

  /// The centres whose streams it reads, sorted.
  package var centres: [String] {
    Set(handlers.values.joined().map(\.centre)).sorted()
  }
}
