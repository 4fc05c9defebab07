import Glibc
import Processes
import Testing

/// Aim: what one program writes the next one gets, whoever fails is seen, and nothing runs on.
@Suite struct PipelineTests {
  private func nothing() throws -> Int32 { try Descriptor.open("/dev/null", O_RDWR) }

  private func read(_ stages: [[String]]) throws -> (text: String, result: Pipeline.Result?) {
    let input = try nothing()
    defer { close(input) }
    var text = ""
    let result = try Pipeline(stages).read(input: input, silentSeconds: 20) {
      text += String(decoding: $0, as: UTF8.self)
      return true
    }
    return (text, result)
  }

  @Test func handsOn() throws {
    let (text, result) = try read([["printf", "b\na\n"], ["sort"], ["tr", "a", "x"]])
    #expect(text == "x\nb\n" && result?.isClean == true)
  }

  @Test func theHeadComesFirst() throws {
    let input = try nothing()
    let pipe = try Descriptor.pipe()
    defer { for end in [input, pipe.reading] { close(end) } }
    let result = try Pipeline([["printf", "tail"], ["cat"]]).run(
      head: Array("head ".utf8), input: input, output: pipe.writing, seconds: 20)
    close(pipe.writing)
    #expect(result.isClean)
    #expect(String(decoding: Descriptor.readToEnd(pipe.reading), as: UTF8.self) == "head tail")
  }

  @Test func whoeverFailsIsSeen() throws {
    let (_, result) = try read([["sh", "-c", "echo why >&2; exit 3"], ["cat"]])
    #expect(result?.statuses == [3, 0] && result?.errors == "why\n")
  }

  /// The reader has enough: the writer, who would go on for ever, is ended.
  @Test func endsWithItsReader() throws {
    let input = try nothing()
    defer { close(input) }
    let result = try Pipeline([["yes"], ["cat"]]).read(input: input, silentSeconds: 20) { _ in
      false
    }
    #expect(result == nil)
  }

  @Test func endsInTime() throws {
    let ends = try nothing()
    defer { close(ends) }
    let began = ContinuousClock.now
    #expect(throws: ProcessFault.self) {
      try Pipeline([["sleep", "60"], ["cat"]]).run(input: ends, output: ends, seconds: 1)
    }
    #expect(ContinuousClock.now - began < .seconds(20))
  }

  @Test func aProgramThatIsNotThereIsSaid() throws {
    let ends = try nothing()
    defer { close(ends) }
    #expect(throws: ProcessFault.self) {
      try Pipeline([["sleep", "60"], ["no-such-program"]]).run(
        input: ends, output: ends, seconds: 30)
    }
  }

  @Test func allOfThemInheritWhatIsShared() throws {
    let pipe = try Descriptor.pipe()
    Descriptor.write(Array("secret".utf8), to: pipe.writing)
    close(pipe.writing)
    let input = try nothing()
    defer { for end in [input, pipe.reading] { close(end) } }
    var text = ""
    _ = try Pipeline([["cat", "/proc/self/fd/3"]], shared: pipe.reading).read(
      input: input, silentSeconds: 20
    ) {
      text += String(decoding: $0, as: UTF8.self)
      return true
    }
    #expect(text == "secret")
  }
}
