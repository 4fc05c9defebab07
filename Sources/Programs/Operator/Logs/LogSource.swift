import FoundationEssentials
import Glibc
import Processes

/// Where the logs of this ERP are: in the journal where the package is installed, in files below
/// the folder of a developer's stack.
enum LogSource {
  case journal
  case folder(String)

  static var here: LogSource {
    guard let config = Command.inherited["ERP_CONFIG"] else { return .journal }
    let parts = config.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let folder = parts.joined(separator: "/") + "/logs"
    return FileManager.default.fileExists(atPath: folder) ? .folder(folder) : .journal
  }

  /// Nginx's access logs that are there, packed ones too.
  var accessLogs: [String] {
    let folder =
      switch self {
      case .journal: "/var/log/erp"
      case .folder(let folder): folder
      }
    return Self.files(in: folder) { $0.hasPrefix("access.log") }
  }

  /// The files that programs write to, for a stack without a journal.
  static func programLogs(in folder: String) -> [String] {
    files(in: folder) { $0.hasSuffix(".log") && !$0.hasPrefix("access") }
  }

  private static func files(in folder: String, where isMeant: (String) -> Bool) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter(isMeant).sorted().map { "\(folder)/\($0)" }
  }

  /// The program itself, by any of the names that `unit` takes.
  static func file(of program: String) -> String {
    "\(Installation.library)/\(program.hasPrefix("erp-") ? "" : "erp-")\(program)"
  }

  /// The units of a program: `order`, `erp-order`, `auth`, `worker`.
  static func unit(of program: String) -> String {
    let name = program.hasPrefix("erp-") ? String(program.dropFirst(4)) : program
    switch name {
    case "auth", "relay": return "erp-\(name).service"
    case "worker": return "erp-worker@*.service"
    default: return "erp@\(name).service"
    }
  }

  /// Hands over each line that a command writes, as it comes.
  /// - Returns: the command's exit status
  /// - Throws: `ProcessFault` when it cannot be started
  static func eachLine(
    of command: [String], _ body: (String) -> Void
  ) throws(ProcessFault) -> Int32 {
    let pipe = try Descriptor.pipe()
    let pid: Int32
    do {
      pid = try Spawn.start(
        command, environment: Command.inherited, descriptors: [1: pipe.writing, 2: 2])
    } catch {
      close(pipe.reading)
      close(pipe.writing)
      throw error
    }
    close(pipe.writing)
    var rest: [UInt8] = []
    while let bytes = Descriptor.read(pipe.reading), !bytes.isEmpty {
      rest += bytes
      guard let end = rest.lastIndex(of: 0x0A) else { continue }
      for line in rest[..<end].split(separator: 0x0A) {
        body(String(decoding: line, as: UTF8.self))
      }
      rest.removeSubrange(...end)
    }
    if !rest.isEmpty { body(String(decoding: rest, as: UTF8.self)) }
    close(pipe.reading)
    return Spawn.wait(pid)
  }
}
