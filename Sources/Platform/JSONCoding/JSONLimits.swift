/// What a document may cost. The number of its values is bounded by its bytes.
package struct JSONLimits: Hashable, Sendable {
  /// Containers inside one another; a scalar alone has depth 0.
  package var depth: Int
  /// Length of the text.
  package var bytes: Int

  /// Depth 64, and 64 MiB as the last resort behind the gateway's own limit for bodies.
  package static let standard = JSONLimits(depth: 64, bytes: 64 << 20)

  /// Limits as given; `bytes` is held below the 256 MiB that the tape can address.
  package init(depth: Int, bytes: Int) {
    self.depth = depth
    self.bytes = min(bytes, JSONCell.maximumCount)
  }
}
