/// The elements of an array, in the order of the text.
package struct JSONElements: Sequence, Sendable {
  let array: JSONNode

  /// How many there are.
  package var count: Int { array.kind == .array ? array.count : 0 }
  /// The same, for `Sequence`.
  package var underestimatedCount: Int { count }

  /// Walks from the first to the last.
  package func makeIterator() -> Iterator {
    Iterator(
      tape: array.tape, position: array.index + 1,
      end: array.kind == .array ? Int(array.cell.next) : 0)
  }

  /// Walks over an array's elements.
  package struct Iterator: IteratorProtocol {
    let tape: JSONTape
    var position: Int
    let end: Int

    /// The next element.
    package mutating func next() -> JSONNode? {
      guard position < end else { return nil }
      let node = JSONNode(tape: tape, index: position)
      position = Int(tape.cells[position].next)
      return node
    }
  }
}
