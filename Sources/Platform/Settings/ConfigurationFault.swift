/// Everything that is wrong with the configuration, all at once.
package struct ConfigurationFault: Error, Sendable, CustomStringConvertible {
  /// One wrong key and the reason, in English; never the value of a secret.
  package struct Item: Hashable, Sendable {
    package let key: String
    package let reason: String
  }

  /// In the order in which they were found; never empty.
  package let items: [Item]

  /// One line for each fault.
  package var description: String {
    items.map { "\($0.key): \($0.reason)" }.joined(separator: "\n")
  }
}
