import ArgumentParser
import FoundationEssentials
import MariaDBClient
import Processes
import Settings
import Telemetry
import WebAPI

/// What every command of the operator begins with: settings and a connection.
struct OperatorSession {
  let configuration: Configuration
  let database: DatabaseConnection

  /// - Throws: `ExitCode` after saying on stderr what is wrong
  init() throws {
    do {
      configuration = try Configuration.load(
        program: "erp", unlessGiven: Installation.standardFiles)
    } catch {
      let isChinese = Terminal.language == .chinese
      for item in error.items { Terminal.complain("erp: \(item.text(inChinese: isChinese))") }
      throw ExitStatus.settings
    }
    Log.bootstrap(program: "erp", level: configuration.logLevel)
    // Operators wait: an audit of years of sales takes longer than a request may.
    database = DatabaseConnection(settings: DatabaseOptions(configuration.database).unhurried)
  }

  /// The environment that routes are declared with.
  func environment() throws -> CentreEnvironment {
    try CentreEnvironment(configuration)
  }

  /// Runs `body`; a store's error becomes one line on stderr and exit status 1.
  /// - Throws: `ExitCode` 77 where nobody but root has the secrets of this machine's stores
  func run<T>(_ body: (DatabaseConnection) throws -> T) throws -> T {
    if Installation.isHere { try Installation.requireRoot() }
    do {
      return try body(database)
    } catch let error as ExitCode {
      throw error
    } catch {
      throw Self.failure("\(error)")
    }
  }

  /// A fault that has no words of its own in Chinese, such as a store's.
  static func failure(_ message: String) -> ExitCode { Terminal.failure(message, message) }
}
