/// A parsed text and the flat list of its values, shared by all nodes of a document.
final class JSONTape: Sendable {
  let bytes: [UInt8]
  /// In document order; a member is its key's cell, then its value's.
  let cells: [JSONCell]

  init(bytes: [UInt8], cells: [JSONCell]) {
    self.bytes = bytes
    self.cells = cells
  }
}
