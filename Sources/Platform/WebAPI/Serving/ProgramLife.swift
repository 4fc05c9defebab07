import Security
package import Settings
import Telemetry

/// How every program begins, and what its exit status tells the service manager.
package enum ProgramLife {
  /// Reads the settings, names the log's program, and runs `body`.
  ///
  /// - Parameter program: such as "erp-item"
  /// - Returns: what `body` returns; 78 (`EX_CONFIG`) where settings, token keys or a newer
  ///   schema keep the program from starting, which systemd's units do not try again; else 1
  package static func run(
    _ program: String, _ body: (Configuration) throws -> Int32
  ) -> Int32 {
    Log.bootstrap(program: program, level: .notice)
    do {
      let configuration = try Configuration.load(program: program)
      Log.bootstrap(program: program, level: configuration.logLevel)
      try StartChecks.run(configuration)
      return try body(configuration)
    } catch let fault as ConfigurationFault {
      for item in fault.items { Log.error("cannot start: \(item.text())") }
      return ConfigurationFault.exitStatus
    } catch let fault as KeyFault {
      Log.error("cannot start: \(fault)")
      return ConfigurationFault.exitStatus
    } catch let fault as StartChecks.NewerSchema {
      Log.error("cannot start: \(fault)")
      return ConfigurationFault.exitStatus
    } catch {
      Log.error("cannot start: \(error)")
      return 1
    }
  }
}
