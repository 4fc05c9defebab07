/// Why the data of an event could not be read.
package struct PayloadFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// Where: "lines[2].qty"; empty for the whole payload.
  package let path: String
  package let reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  package var description: String {
    path.isEmpty ? "payload: \(reason)" : "payload \(path): \(reason)"
  }
}
