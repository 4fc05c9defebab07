/// Everything that is wrong with the configuration, all at once.
package struct ConfigurationFault: Error, Sendable, CustomStringConvertible {
  /// One wrong setting and the reason; never the value of a secret.
  package struct Item: Hashable, Sendable {
    /// `/etc/erp/erp.conf:10`, or `environment`.
    package let place: String
    package let key: String
    /// What stands there; nil for a secret, and where it is not the value that is wrong.
    package let value: String?
    package let english: String
    package let chinese: String

    /// `/etc/erp/erp.conf:10: ERP_THREADS=0: must be a whole number from 1 to 256`
    package func text(inChinese: Bool = false) -> String {
      let reason = inChinese ? chinese : english
      return "\(place): \(key)\(value.map { "=\($0)" } ?? ""): \(reason)"
    }
  }

  /// `EX_CONFIG` of sysexits(3): the status of a program that its settings keep from starting.
  /// systemd's units do not start it again after that.
  package static let exitStatus: Int32 = 78

  /// In the order in which they were found; never empty.
  package let items: [Item]

  /// One line for each fault, in English.
  package var description: String { items.map { $0.text() }.joined(separator: "\n") }
}
