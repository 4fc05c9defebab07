/// Takes the records of one answer apart as their bytes come in; no input or output of its own.
struct AnswerReader {
  enum Progress {
    case more
    case done
    case broken
  }

  /// What STDOUT has brought so far.
  private(set) var content: [UInt8] = []
  private var pending: [UInt8] = []

  mutating func take(_ bytes: some Collection<UInt8>) -> Progress {
    pending.append(contentsOf: bytes)
    var position = 0
    defer { pending.removeFirst(position) }
    while pending.count - position >= Wire.headerLength {
      guard pending[position] == Wire.version else { return .broken }
      let count = Int(pending[position + 4]) << 8 | Int(pending[position + 5])
      let start = position + Wire.headerLength
      let next = start + count + Int(pending[position + 6])
      guard pending.count >= next else { return .more }
      switch pending[position + 1] {
      case Wire.Kind.stdout: content.append(contentsOf: pending[start..<(start + count)])
      case Wire.Kind.end:
        // Eight bytes, the fifth is the protocol's status; 0: the request is complete.
        guard count == 8 else { return .broken }
        return pending[start + 4] == 0 ? .done : .broken
      default: break
      }
      position = next
    }
    return .more
  }
}
