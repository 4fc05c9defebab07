internal import Glibc

/// The three pipes of one child, served together so that none of them can fill up.
struct ChildPipes {
  private let stdin: (reading: Int32, writing: Int32)
  private let stdout: (reading: Int32, writing: Int32)
  private let stderr: (reading: Int32, writing: Int32)
  private var open: Set<Int32> = []
  private var input: ArraySlice<UInt8>
  private(set) var output: [UInt8] = []
  private(set) var errors: [UInt8] = []

  init(input: String) throws(ProcessFault) {
    self.input = Array(input.utf8)[...]
    stdin = try Descriptor.pipe()
    stdout = try Descriptor.pipe()
    stderr = try Descriptor.pipe()
    for (reading, writing) in [stdin, stdout, stderr] { open.formUnion([reading, writing]) }
    Descriptor.nonBlocking(stdin.writing)
  }

  /// What the child has as its own.
  var descriptors: [Int32: Int32] { [0: stdin.reading, 1: stdout.writing, 2: stderr.writing] }

  /// Only the child holds its ends: their close is its end.
  mutating func closeTheirs() { for theirs in descriptors.values { end(theirs) } }

  /// Closes what is still open.
  mutating func close() { for left in open { end(left) } }

  /// Until the child has closed both outputs; false when that has not happened at `deadline`.
  mutating func gather(until deadline: ContinuousClock.Instant?) -> Bool {
    while open.contains(stdout.reading) || open.contains(stderr.reading) {
      if input.isEmpty { end(stdin.writing) }
      var waiting = [stdin.writing, stdout.reading, stderr.reading].filter(open.contains).map {
        pollfd(fd: $0, events: Int16($0 == stdin.writing ? POLLOUT : POLLIN), revents: 0)
      }
      let ready = unsafe poll(&waiting, nfds_t(waiting.count), Self.milliseconds(until: deadline))
      if ready == 0 { return false }
      for entry in waiting where entry.revents != 0 { serve(entry.fd) }
    }
    return true
  }

  private mutating func serve(_ descriptor: Int32) {
    if descriptor == stdin.writing {
      guard let written = Descriptor.writeSome(input, to: descriptor) else {
        return end(descriptor)
      }
      input = input.dropFirst(written)
      return
    }
    let part = Descriptor.read(descriptor) ?? []
    if part.isEmpty { end(descriptor) }
    if descriptor == stdout.reading { output += part } else { errors += part }
  }

  private mutating func end(_ descriptor: Int32) {
    if open.remove(descriptor) != nil { Glibc.close(descriptor) }
  }

  /// As `poll` wants it: -1 is without end, and a moment that has passed asks once more.
  private static func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
    guard let deadline else { return -1 }
    let left = (deadline - .now) / Duration.milliseconds(1)
    return Int32(max(0, min(left.rounded(.up), 3_600_000)))
  }
}
