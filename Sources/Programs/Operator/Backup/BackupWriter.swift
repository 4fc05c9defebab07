import ArgumentParser
import FoundationEssentials
import Glibc
import Kernel
import MariaDBClient
import Processes

/// Dumps all tables as they are at one moment, in one transaction that nobody waits for.
struct BackupWriter {
  let session: OperatorSession
  let version: String
  let seconds: Int

  /// It also shows whether the server answers at all. A cluster's node may log only what it wrote.
  private static let logStateSQL = SQL(
    "backup.log_state", "SELECT @@log_bin, NOT @@wsrep_on OR @@log_slave_updates")

  /// Writes the file, which is there only when it is whole.
  /// - Returns: the moment before which everything that was committed is in it
  /// - Throws: `ExitCode` after saying why there is none
  func write(to path: String) throws -> Instant {
    let part = path + ".part"
    do throws(ProcessFault) {
      let output = try Descriptor.open(part, O_WRONLY | O_CREAT | O_TRUNC)
      defer { close(output) }
      _ = fchmod(output, 0o600)
      let moment = try dump(to: output) {
        Terminal.progress("\(path): \(Figures.size(Self.size(of: part)))")
      }
      try WholeFile.finish(output, named: part, as: path)
      return moment
    } catch {
      try? FileManager.default.removeItem(atPath: part)
      throw Terminal.failure("no backup was made: \(error)", "没有生成备份：\(error)")
    }
  }

  /// Writes to standard output, and nothing else there.
  /// - Throws: `ExitCode` after saying why it is not whole
  func writeToOutput() throws -> Instant {
    do throws(ProcessFault) {
      return try dump(to: 1) {}
    } catch {
      throw Terminal.failure("the backup is not whole: \(error)", "备份不完整：\(error)")
    }
  }

  private func dump(
    to output: Int32, eachSecond: () -> Void
  ) throws(ProcessFault) -> Instant {
    let moment = Instant.now()
    var words = [
      "--single-transaction", "--quick", "--skip-lock-tables", "--hex-blob",
      "--default-character-set=utf8mb4",
    ]
    let server = try readyServer()
    if server.keepsLog { words.append("--master-data=2") }
    let database = session.database
    let access = try ServerAccess(database.options, server.endpoint)
    let head = """
      -- ERP backup
      \(BackupScan.versionMark)\(version)
      \(BackupScan.momentMark)\(moment)

      """
    let nothing = try Descriptor.open("/dev/null", O_RDONLY)
    defer { close(nothing) }
    let result = try Pipeline(
      [
        ["mariadb-dump", ServerAccess.option] + words + [database.options.database],
        ["gzip", "-c"],
      ], shared: access.descriptor
    ).run(
      head: Array(head.utf8), input: nothing, output: output, seconds: seconds,
      eachSecond: eachSecond)
    guard result.isClean else {
      throw ProcessFault(
        result.errors.split(separator: "\n").first.map(String.init)
          ?? "mariadb-dump and gzip ended with \(result.statuses)")
    }
    return moment
  }

  /// Of a cluster the first node that is ready.
  private func readyServer() throws(ProcessFault) -> (
    endpoint: DatabaseOptions.Endpoint, keepsLog: Bool
  ) {
    do throws(DatabaseError) {
      // Not as long as an audit may take: a server that hangs is found out at once.
      let asking = DatabaseConnection(settings: session.database.options.waiting(seconds: 15))
      let log = try asking.first(Self.logStateSQL, []) { row throws(DatabaseError) in
        (isOn: try row.bool(), isWhole: try row.bool())
      }
      guard let log, log.isOn else { return (asking.endpoint, false) }
      guard log.isWhole else {
        sayNoPlace("log_slave_updates = OFF")
        return (asking.endpoint, false)
      }
      return (asking.endpoint, mayReadPosition(asking))
    } catch {
      throw ProcessFault("\(error)")
    }
  }

  /// Before an upgrade the version of before may not have given the right yet.
  private func mayReadPosition(_ database: DatabaseConnection) -> Bool {
    do throws(DatabaseError) {
      try database.administer("SHOW MASTER STATUS")
      return true
    } catch {
      sayNoPlace("\(error)")
      return false
    }
  }

  private func sayNoPlace(_ why: String) {
    Terminal.complain(
      Terminal.words(
        "erp: the backup has no place in the binary log, so it is not for --until: \(why)",
        "erp: 备份不含二进制日志位置，不能用于 --until：\(why)"))
  }

  static func size(of path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return Int(clamping: (attributes?[.size] as? UInt) ?? 0)
  }
}
