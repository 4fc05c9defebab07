import ArgumentParser
import FoundationEssentials
import ItemService
import JSONCoding
import Kernel
import MariaDBClient
import WebAPI

/// `erp import`: a catalogue from a file.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take a catalogue in from a CSV file. 导入商品目录。",
    discussion: """
      The columns are those of POST /item/import. Good rows are kept and bad ones named; then the \
      exit status is 1. Doing it again does no harm.
      """)

  @Argument(help: "The file, with a header.")
  var file: String

  @Option(help: "The file's encoding, such as utf-8 or gb18030; found out where it is plain.")
  var charset: String?

  @Flag(help: "Say what would be done, and keep nothing.")
  var dryRun = false

  @Flag(help: "Print JSON.")
  var json = false

  private static let pieceBytes = 65_536

  func run() throws {
    let session = try OperatorSession()
    let bytes: Data
    // Mapped: a large file takes no more memory than a small one.
    do { bytes = try Data(contentsOf: URL(filePath: file), options: .mappedIfSafe) } catch {
      throw OperatorSession.failure("cannot read \(file)")
    }
    let result = try session.run { try take(bytes, on: $0) }
    if json {
      var writer = JSONWriter()
      result.write(into: &writer)
      Terminal.say(writer.bytes)
    } else {
      say(result)
    }
    if result.errorCount > 0 { throw ExitCode.failure }
  }

  private func take(_ bytes: Data, on database: DatabaseConnection) throws -> ImportAnswer {
    let language = Language(acceptLanguage: ProcessInfo.processInfo.environment["LANG"])
    var position = 0
    var told = ContinuousClock.now
    do {
      return try CatalogueImport.run(
        charset: charset, isDryRun: dryRun, language: language,
        requestID: "import-\(Instant.now().microseconds)", on: database,
        progress: { done in
          guard ContinuousClock.now - told >= .seconds(1) else { return }
          told = .now
          Terminal.progress("\(position * 100 / bytes.count) %, \(Self.sums(done))")
        },
        read: {
          let piece = bytes.dropFirst(position).prefix(Self.pieceBytes)
          position += piece.count
          return ArraySlice(piece)
        })
    } catch let error as any ProblemConvertible {
      let problem = error.problem
      let details = problem.details.map { "\n     \(String(decoding: $0, as: UTF8.self))" }
      throw OperatorSession.failure(problem.kind.message(in: language) + details.joined())
    }
  }

  private func say(_ result: ImportAnswer) {
    for warning in result.warnings {
      Terminal.say("warning: row \(warning.row), \(warning.field): \(warning.reason)")
    }
    for fault in result.errors {
      Terminal.say("row \(fault.row), \(fault.field): \(fault.reason)")
    }
    if result.errorCount > Int64(result.errors.count) {
      Terminal.say("… only the first \(result.errors.count) are listed")
    }
    Terminal.say("\(file): \(Self.sums(result))")
  }

  private static func sums(_ result: ImportAnswer) -> String {
    "\(result.created) created, \(result.updated) updated, \(result.unchanged) unchanged, "
      + "\(result.errorCount) faults"
  }
}
