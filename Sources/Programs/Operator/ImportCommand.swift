import ArgumentParser
import FoundationEssentials
import ItemDomain
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
      The first line names the columns, in any order, in English or Chinese; * must be there:
      \(columns)
      UTF-8, UTF-16 and GBK (Chinese Excel's CSV) are told apart. Good rows are kept and bad ones \
      named; then the exit status is 1. Doing it again does no harm.
      首行为列名，顺序不限，中英文均可，* 为必需。自动识别 UTF-8、UTF-16 与 GBK。\
      正确的行保留，错误的行列出，此时退出码为 1；重复导入无副作用。
      """)

  @Argument(help: "The file, with a header. 带表头的文件。")
  var file: String

  @Option(help: "The file's encoding, such as utf-8 or gb18030; found out where it is plain. 文件编码。")
  var charset: String?

  @Flag(help: "Say what would be done, and keep nothing. 只试算，不保存。")
  var dryRun = false

  @Flag(help: "Print JSON. 输出 JSON。")
  var json = false

  private static let columns: String = CatalogueColumn.allCases.map { column in
    let mark = CatalogueColumn.required.contains(column) ? "*" : ""
    return ([column.rawValue + mark] + column.chinese).joined(separator: " ")
  }.joined(separator: ", ")
  private static let pieceBytes = 65_536

  func run() throws {
    let session = try OperatorSession()
    let bytes: Data
    // Mapped: a large file takes no more memory than a small one.
    do { bytes = try Data(contentsOf: URL(filePath: file), options: .mappedIfSafe) } catch {
      throw Terminal.failure("cannot read \(file)", "无法读取 \(file)")
    }
    let result = try session.run { database in
      let result = try take(bytes, on: database)
      if !dryRun, result.created > 0 || result.updated > 0 {
        let name = file.split(separator: "/").last ?? ""
        try OperatorAudit.record("import", object: "file:\(name)", on: database)
      }
      return result
    }
    if json {
      Terminal.say { result.write(into: &$0) }
    } else {
      say(result)
    }
    if result.errorCount > 0 { throw ExitCode.failure }
  }

  private func take(_ bytes: Data, on database: DatabaseConnection) throws -> ImportAnswer {
    let language = Terminal.language
    var position = 0
    var told = ContinuousClock.now
    do {
      return try CatalogueImport.run(
        charset: charset, isDryRun: dryRun, language: language,
        requestID: OperatorAudit.requestID, on: database,
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
      let place = "row \(warning.row), \(warning.field): \(warning.reason)"
      Terminal.say("warning: \(place)", "警告：\(place)")
    }
    for fault in result.errors {
      Terminal.say("row \(fault.row), \(fault.field): \(fault.reason)")
    }
    if result.errorCount > Int64(result.errors.count) {
      Terminal.say(
        "… only the first \(result.errors.count) are listed", "… 仅列出前 \(result.errors.count) 条")
    }
    Terminal.say("\(file): \(Self.sums(result))")
  }

  private static func sums(_ result: ImportAnswer) -> String {
    Terminal.words(
      "\(result.created) created, \(result.updated) updated, \(result.unchanged) unchanged, "
        + "\(result.errorCount) faults",
      "新建 \(result.created)，更新 \(result.updated)，未变 \(result.unchanged)，"
        + "错误 \(result.errorCount)")
  }
}
