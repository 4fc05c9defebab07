import Foundation

/// What can be chosen about a stack.
package struct StackOptions: Sendable {
  /// Requests a second per user; the address and the login get shares of it.
  package enum RateLimit: Sendable, Equatable {
    case perSecond(Int)
    case off
  }

  package var directory: String
  /// 0: any free port.
  package var port: Int
  package var rateLimit: RateLimit
  package var orderTTLSeconds: Int
  /// nil: the one made before, or a new one.
  package var adminPassword: String?
  /// Further settings (ERP_…) for all programs.
  package var settings: [String: String]
  /// Browser origins that may call the API.
  package var allowedOrigins: [String]
  /// The stack ends, and its data goes, when the process that started it ends.
  package var endsWithStarter: Bool
  /// Parts to start; nil: all. Stores and Nginx alone: `["mariadb", "redis", "nginx"]`.
  package var parts: Set<String>?

  /// The addresses of a cluster of which the stack is a part; nil: all on unix sockets.
  var network: ClusterNetwork?

  /// Redis lets programs do what the package's settings let them do, and no more. Tests that
  /// empty or break Redis from outside need it open.
  package var hasRestrictedRedis: Bool

  /// A folder that says how far clocks are off; nil: all are right.
  package var clocks: FalseClocks?

  /// MariaDB keeps a binary log.
  package var keepsLog: Bool

  /// Bring the tables up to date before the responders start.
  package var migrates: Bool

  package init(directory: String, port: Int = 0) {
    self.directory = directory
    self.port = port
    rateLimit = .perSecond(100)
    orderTTLSeconds = 900
    settings = [:]
    allowedOrigins = []
    endsWithStarter = false
    hasRestrictedRedis = false
    keepsLog = false
    migrates = true
  }

  /// Reads ERP_HTTP_PORT, ERP_RUN_DIR, ERP_ADMIN_PASSWORD, ERP_RATE_LIMIT, ERP_ORDER_TTL_SECONDS.
  package init(environment: [String: String]) throws(StackFault) {
    self.init(directory: environment["ERP_RUN_DIR"] ?? ".run", port: 8080)
    if let text = environment["ERP_HTTP_PORT"] {
      guard let number = Int(text), (0...65535).contains(number) else {
        throw StackFault("ERP_HTTP_PORT is not a port: \(text)")
      }
      port = number
    }
    adminPassword = environment["ERP_ADMIN_PASSWORD"].flatMap { $0.isEmpty ? nil : $0 }
    if let text = environment["ERP_RATE_LIMIT"] {
      rateLimit = try RateLimit(text)
    }
    if let text = environment["ERP_ORDER_TTL_SECONDS"] {
      guard let number = Int(text), number > 0 else {
        throw StackFault("ERP_ORDER_TTL_SECONDS is not a number of seconds: \(text)")
      }
      orderTTLSeconds = number
    }
    let passedOn = [
      "ERP_LOG_LEVEL", "ERP_THREADS", "ERP_TIME_ZONE", "ERP_PO_TOLERANCE_PERCENT",
      "ERP_JOB_TOLERANCE_PERCENT", "ERP_DISK_WARNING_MB", "ERP_DISK_RESERVE_MB",
    ]
    settings = environment.filter { passedOn.contains($0.key) }
  }
}

extension StackOptions.RateLimit {
  package init(_ text: String) throws(StackFault) {
    if text == "off" {
      self = .off
    } else if let number = Int(text), number > 0 {
      self = .perSecond(number)
    } else {
      throw StackFault("ERP_RATE_LIMIT is neither a number of requests a second nor off: \(text)")
    }
  }
}
