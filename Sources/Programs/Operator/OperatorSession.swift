import ArgumentParser
import Glibc
import MariaDBClient
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
      configuration = try Configuration.load(program: "erp")
    } catch {
      throw Self.failure("\(error)")
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
  func run<T>(_ body: (DatabaseConnection) throws -> T) throws -> T {
    do {
      return try body(database)
    } catch let error as ExitCode {
      throw error
    } catch {
      throw Self.failure("\(error)")
    }
  }

  static func failure(_ message: String) -> ExitCode {
    Terminal.complain("erp: \(message)")
    return ExitCode.failure
  }
}

/// Where the operator's program writes: results to stdout, progress and complaints to stderr.
enum Terminal {
  /// A line of the result.
  static func say(_ line: String) { print(line) }

  /// Bytes of the result, such as a JSON document, with a line end.
  static func say(_ bytes: [UInt8]) { print(String(decoding: bytes, as: UTF8.self)) }

  /// A line about what is under way; only for people.
  static func progress(_ line: String) {
    if StandardErrorStream.isTerminal { StandardErrorStream.write(line) }
  }

  static func complain(_ line: String) { StandardErrorStream.write(line) }
}
