import ArgumentParser
import Foundation
import StackKit

/// Writes `sql/schema.sql` anew after a migration was added.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints the schema after all migrations, for sql/schema.sql.")

  func run() throws {
    var options = StackOptions(directory: NSTemporaryDirectory() + "erp-schema-\(getpid())")
    options.endsWithStarter = true
    let stack = try Stack.start(options) { _ in }
    defer {
      try? stack.shutdown()
      try? FileManager.default.removeItem(atPath: options.directory)
    }
    write(try stack.schema())
  }
}
