package import JSONCoding

extension Problem {
  /// A problem with an object of details.
  package init(_ kind: ProblemKind, _ write: (inout JSONWriter) -> Void) {
    self.init(kind)
    add(write)
  }

  /// A problem with an object of details for each of what it is about.
  package init<Entry>(
    _ kind: ProblemKind, for entries: [Entry], _ write: (Entry, inout JSONWriter) -> Void
  ) {
    self.init(kind)
    for entry in entries { add { write(entry, &$0) } }
  }
}
