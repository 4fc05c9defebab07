internal import Glibc

/// Programs that hand their output from one to the next, to their end.
package struct Pipeline {
  /// How all of them ended.
  package struct Result: Sendable {
    /// Each one's exit status, or 128 + the signal that ended it.
    package let statuses: [Int32]
    /// The end of what all of them said on stderr.
    package let errors: String

    package var isClean: Bool { statuses.allSatisfy { $0 == 0 } }
  }

  private let stages: [[String]]
  private let environment: [String: String]
  /// Every program finds this open as descriptor 3.
  private let shared: Int32?
  /// So much of stderr is kept.
  private static let saidMaximum = 65_536

  package init(
    _ stages: [[String]], environment: [String: String] = Command.inherited, shared: Int32? = nil
  ) {
    self.stages = stages
    self.environment = environment
    self.shared = shared
  }

  /// Runs them until all have ended; Ctrl-C ends them, and the caller can clear up.
  ///
  /// - Parameters:
  ///   - head: what the second program gets before what the first one writes
  ///   - input: the first one's
  ///   - output: the last one's
  ///   - eachSecond: called while they run
  /// - Throws: `ProcessFault` when one cannot be started or they take too long; then all are ended
  package func run(
    head: [UInt8] = [], input: Int32, output: Int32, seconds: Int, eachSecond: () -> Void = {}
  ) throws(ProcessFault) -> Result {
    try Signals.withoutInterrupt { () throws(ProcessFault) in
      var run = try PipelineRun(
        stages, environment, shared: shared, head: head, input: input, output: output)
      defer { run.end() }
      let deadline = ContinuousClock.now + .seconds(seconds)
      var said: [UInt8] = []
      while !run.isOver(within: 1000, said: &said) {
        said = said.suffix(Self.saidMaximum)
        guard ContinuousClock.now < deadline else {
          throw ProcessFault("\(stages[0][0]) took longer than \(seconds) s and was ended")
        }
        eachSecond()
      }
      return Result(statuses: run.statuses(), errors: String(decoding: said, as: UTF8.self))
    }
  }

  /// Runs them and hands the last one's output over as it comes; ends them all when `body` says
  /// that it has enough.
  /// - Returns: nil when `body` had enough
  /// - Throws: `ProcessFault` when one cannot be started, or nothing comes for so many seconds
  package func read(
    input: Int32, silentSeconds: Int, _ body: ([UInt8]) -> Bool
  ) throws(ProcessFault) -> Result? {
    try Signals.withoutInterrupt { () throws(ProcessFault) in
      let pipe = try Descriptor.pipe()
      defer { Glibc.close(pipe.reading) }
      var run: PipelineRun
      do {
        defer { Glibc.close(pipe.writing) }
        run = try PipelineRun(
          stages, environment, shared: shared, head: [], input: input, output: pipe.writing)
      }
      defer { run.end() }
      var said: [UInt8] = []
      while true {
        var waiting = pollfd(fd: pipe.reading, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&waiting, 1, Int32(clamping: silentSeconds) * 1000) > 0 else {
          throw ProcessFault("\(stages[0][0]) said nothing for \(silentSeconds) s and was ended")
        }
        guard let part = Descriptor.read(pipe.reading, maximum: 1 << 20), !part.isEmpty else {
          break
        }
        if !body(part) { return nil }
      }
      while !run.isOver(within: 1000, said: &said) {}
      return Result(statuses: run.statuses(), errors: String(decoding: said, as: UTF8.self))
    }
  }
}

/// The programs of a pipeline that run.
private struct PipelineRun {
  private var pids: [Int32] = []
  private var said: (reading: Int32, writing: Int32)
  private var isSaying = true

  init(
    _ stages: [[String]], _ environment: [String: String], shared: Int32?, head: [UInt8],
    input: Int32, output: Int32
  ) throws(ProcessFault) {
    said = try Descriptor.pipe()
    var reading = input
    defer {
      if reading != input { Glibc.close(reading) }
      Glibc.close(said.writing)
    }
    for (index, stage) in stages.enumerated() {
      let next = index + 1 < stages.count ? try Descriptor.pipe() : nil
      defer { if let next { Glibc.close(next.writing) } }
      if index == 0, let next { Descriptor.write(head, to: next.writing) }
      var descriptors: [Int32: Int32] = [0: reading, 1: next?.writing ?? output, 2: said.writing]
      if let shared { descriptors[3] = shared }
      do throws(ProcessFault) {
        pids.append(
          try Spawn.start(stage, environment: environment, descriptors: descriptors))
      } catch {
        if let next { Glibc.close(next.reading) }
        end()
        throw error
      }
      if reading != input { Glibc.close(reading) }
      reading = next?.reading ?? input
    }
  }

  /// Takes what they say. They are over when nobody can say anything any more.
  mutating func isOver(within milliseconds: Int32, said: inout [UInt8]) -> Bool {
    guard isSaying else { return true }
    var waiting = pollfd(fd: self.said.reading, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&waiting, 1, milliseconds) > 0 else { return false }
    let part = Descriptor.read(self.said.reading) ?? []
    said += part
    isSaying = !part.isEmpty
    return part.isEmpty
  }

  mutating func statuses() -> [Int32] {
    defer { pids = [] }
    return pids.map { Spawn.wait($0) }
  }

  /// Ends those that still run.
  mutating func end() {
    for pid in pids { kill(pid, SIGKILL) }
    for pid in pids { _ = Spawn.wait(pid) }
    pids = []
    if said.reading >= 0 { Glibc.close(said.reading) }
    said.reading = -1
  }
}
