import Foundation
import StackKit

/// MariaDB, Redis and Nginx without responders: enough for what Nginx does by itself.
enum EdgeStack {
  static func get() throws -> Stack { try started.get() }

  private static let started = Result {
    var options = StackOptions(directory: try SharedStack.directory("edge"))
    options.endsWithStarter = true
    options.rateLimit = .off
    options.allowedOrigins = ["https://erp.test"]
    options.parts = ["nginx"]
    return try Stack.start(options)
  }
}
