import ArgumentParser
import Kernel
import Processes
import Synchronization
import Telemetry
import WebAPI

/// What the operator's program ends with; `erp check` alone has statuses of its own.
enum ExitStatus {
  /// Something was found, or did not work.
  static let failed = ExitCode.failure
  /// The command line is not one (`EX_USAGE`).
  static let usage = ExitCode(64)
  /// An alert could not be sent (`EX_TEMPFAIL`).
  static let untold = ExitCode(75)
  /// Only root may do this (`EX_NOPERM`).
  static let notAllowed = ExitCode(77)
  /// The settings are wrong (`EX_CONFIG`).
  static let settings = ExitCode(78)
}

/// Where the operator's program writes: results to stdout, progress and complaints to stderr; in
/// Chinese where the environment asks for it.
enum Terminal {
  /// The language of `$LC_ALL`, `$LC_MESSAGES` or `$LANG`, whichever is given first.
  static let language: Language = {
    let environment = Command.inherited
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
    return named.first { !$0.isEmpty }?.hasPrefix("zh") == true ? .chinese : .english
  }()

  /// The words of the person's language.
  static func words(_ english: String, _ chinese: String) -> String {
    language == .chinese ? chinese : english
  }

  /// A line of the result. Whoever reads it through a pipe gets it at once.
  static func say(_ line: String) {
    endProgress()
    Descriptor.write(Array((line + "\n").utf8), to: 1)
  }

  static func say(_ english: String, _ chinese: String) { say(words(english, chinese)) }

  /// Bytes of the result, such as a JSON document, with a line end.
  static func say(_ bytes: [UInt8]) {
    endProgress()
    Descriptor.write(bytes + [0x0A], to: 1)
  }

  /// Whether the terminal's last line is one of progress, which the next one takes the place of.
  private static let isProgressing = Atomic(false)

  /// What is under way, on one line that the next such line replaces; only for people.
  static func progress(_ line: String) {
    guard StandardErrorStream.isTerminal else { return }
    isProgressing.store(true, ordering: .relaxed)
    Descriptor.write(Array("\r\u{1B}[K\(line.prefix(78))".utf8), to: 2)
  }

  private static func endProgress() {
    if isProgressing.exchange(false, ordering: .relaxed) {
      Descriptor.write(Array("\r\u{1B}[K".utf8), to: 2)
    }
  }

  /// A complaint that does not end the command.
  static func complain(_ line: String) {
    endProgress()
    StandardErrorStream.write(line)
  }

  /// Says on stderr why the command ends, and returns what it ends with.
  static func failure(
    _ english: String, _ chinese: String, status: ExitCode = ExitStatus.failed
  ) -> ExitCode {
    complain("erp: \(words(english, chinese))")
    return status
  }

  /// Whether somebody can be asked.
  static var canAsk: Bool { StandardErrorStream.isTerminal && Descriptor.isTerminal(0) }

  /// A question whose answer the caller reads.
  static func ask(_ english: String, _ chinese: String) {
    complain(words("\(english):", "\(chinese)："))
  }

  /// Asks on the terminal; only `yes` is a yes. False without a terminal.
  static func agrees(to english: String, _ chinese: String) -> Bool {
    guard canAsk else { return false }
    complain(
      words("\(english)\nType yes to go on:", "\(chinese)\n请输入 yes 继续："))
    return readLine() == "yes"
  }
}
