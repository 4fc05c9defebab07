/// The members of an object, in the order of the text.
package struct JSONMembers: Sequence, Sendable {
  let object: JSONNode

  /// How many there are.
  package var count: Int { object.kind == .object ? object.count : 0 }
  /// The same, for `Sequence`.
  package var underestimatedCount: Int { count }

  /// Walks from the first to the last.
  package func makeIterator() -> Iterator {
    Iterator(
      tape: object.tape, position: object.index + 1,
      end: object.kind == .object ? Int(object.cell.next) : 0)
  }

  /// Walks over an object's members.
  package struct Iterator: IteratorProtocol {
    let tape: JSONTape
    var position: Int
    let end: Int

    /// The next member.
    package mutating func next() -> JSONMember? {
      guard position < end else { return nil }
      let member = JSONMember(
        key: JSONNode(tape: tape, index: position),
        value: JSONNode(tape: tape, index: position + 1))
      position = Int(tape.cells[position + 1].next)
      return member
    }
  }
}
