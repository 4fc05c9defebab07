/// One key of the configuration: its name, what it may hold, its default and what it is for.
///
/// All keys are declared below; nothing else knows a key's name.
struct Setting: Sendable {
  /// What a value may be.
  enum Kind: Sendable {
    case text
    case integer(ClosedRange<Int>)
    case choice([String])
    /// Also read from the file named by `<NAME>_FILE`, or from the service manager's credentials.
    case secret
  }

  let name: String
  let kind: Kind
  /// What holds when nothing is given; nil: there is no default, the value is absent.
  let standard: String?
  let documentation: String
  /// The units whose programs read it.
  let units: [String]

  init(
    _ name: String, _ kind: Kind, default standard: String?, units: [String] = everyUnit,
    _ documentation: String
  ) {
    self.name = name
    self.kind = kind
    self.standard = standard
    self.units = units
    self.documentation = documentation
  }

  /// All programs: `erp restart`.
  static let everyUnit = ["erp.target"]

  var isSecret: Bool {
    if case .secret = kind { true } else { false }
  }

  /// What may stand there, in words; nil: any text.
  var range: String? {
    switch kind {
    case .text, .secret: nil
    case .integer(let range): "\(range.lowerBound) to \(range.upperBound)"
    case .choice(let words): words.joined(separator: ", ")
    }
  }

  /// The names under which this key may stand in the environment or in the file.
  var names: [String] {
    isSecret ? [name, name + "_FILE"] : [name]
  }
}

/// Every key. To add one: declare it here, name it in `all`, read it in `Configuration.load`.
extension Setting {
  static let databaseSocket = Setting(
    "ERP_DB_SOCKET", .text, default: nil,
    "MariaDB's unix socket; /run/mysqld/mysqld.sock when no host is given.")
  static let databaseHost = Setting(
    "ERP_DB_HOST", .text, default: nil, "MariaDB's host, instead of a socket.")
  static let databasePort = Setting(
    "ERP_DB_PORT", .integer(1...65_535), default: "3306", "MariaDB's port.")
  static let databaseNodes = Setting(
    "ERP_DB_HOSTS", .text, default: nil,
    "A Galera cluster's nodes, host:port with commas; the same order for every program.")
  static let databaseUser = Setting(
    "ERP_DB_USER", .text, default: nil,
    "The database user; the program's own by default: erp_item for erp-item, erp_admin for erp.")
  static let databasePassword = Setting(
    "ERP_DB_PASSWORD", .secret, default: "",
    "The database user's password; empty: the server knows the user by its unix socket.")
  static let databaseName = Setting("ERP_DB_NAME", .text, default: "erp", "The database.")
  static let databaseAuthority = Setting(
    "ERP_DB_TLS_CA", .text, default: nil,
    "File with the certificate authority; given: TLS with verification, absent: no TLS.")

  static let redisSocket = Setting(
    "ERP_REDIS_SOCKET", .text, default: nil,
    "Redis' unix socket; /run/redis-erp/redis-server.sock when no host is given.")
  static let redisHost = Setting(
    "ERP_REDIS_HOST", .text, default: nil, "Redis' host, instead of a socket.")
  static let redisPort = Setting(
    "ERP_REDIS_PORT", .integer(1...65_535), default: "6379", "Redis' port.")
  static let redisSentinels = Setting(
    "ERP_REDIS_SENTINELS", .text, default: nil,
    "Sentinels that know Redis' master, host:port with commas, instead of a socket.")
  static let redisMaster = Setting(
    "ERP_REDIS_MASTER", .text, default: "erp", "The name that the sentinels have for the master.")
  static let redisPassword = Setting(
    "ERP_REDIS_PASSWORD", .secret, default: nil, "Redis' password.")

  static let timeZone = Setting(
    "ERP_TIME_ZONE", .text, default: "Asia/Shanghai",
    "Time zone of business dates; times are stored in UTC.")
  static let orderTTL = Setting(
    "ERP_ORDER_TTL_SECONDS", .integer(5...604_800), default: "900", units: ["erp@order"],
    "Seconds after which an unpaid order expires and its stock is released.")
  static let purchaseTolerance = Setting(
    "ERP_PO_TOLERANCE_PERCENT", .integer(0...100), default: "0", units: ["erp@purchase"],
    "How much more than ordered a new purchase order lets in, in percent.")
  static let jobTolerance = Setting(
    "ERP_JOB_TOLERANCE_PERCENT", .integer(0...100), default: "0", units: ["erp@job"],
    "How much more than planned may be reported of an operation, in percent.")
  static let pointChangeLimit = Setting(
    "ERP_POINT_CHANGE_LIMIT", .integer(0...1_000_000_000), default: "10000", units: ["erp@member"],
    "Points that a member may gain, and lose, by hand on one day without member.point_any.")
  static let threads = Setting(
    "ERP_THREADS", .integer(1...256), default: "8",
    "Worker threads of a responder; each holds a MariaDB and a Redis connection.")
  static let diskWarning = Setting(
    "ERP_DISK_WARNING_MB", .integer(0...100_000_000), default: "2048",
    "Free megabytes of MariaDB's volume below which /health says degraded and the log warns.")
  static let diskReserve = Setting(
    "ERP_DISK_RESERVE_MB", .integer(0...100_000_000), default: "512",
    "Free megabytes of MariaDB's volume below which new work is refused with 503; 0: never.")
  static let socketDirectory = Setting(
    "ERP_SOCKET_DIR", .text, default: "/run/erp", "Folder of the programs' FastCGI sockets.")
  static let logLevel = Setting(
    "ERP_LOG_LEVEL", .choice(["debug", "info", "notice", "warning", "error"]), default: "notice",
    "The least important lines that are logged.")

  static let tokenKeyDirectory = Setting(
    "ERP_TOKEN_KEY_DIR", .text, default: "/etc/erp/keys", units: ["erp-auth", "erp@user"],
    "Folder of the public token keys, <kid>.pub.pem.")
  static let tokenPrivateKey = Setting(
    "ERP_TOKEN_PRIVATE_KEY_FILE", .text, default: nil, units: ["erp@user"],
    "The private token key that signs; the user centre alone may read it. `erp key` changes it.")
  static let tokenTTL = Setting(
    "ERP_TOKEN_TTL_SECONDS", .integer(10...86_400), default: "1800", units: ["erp@user"],
    "Life of a token in seconds.")
  static let refreshTTL = Setting(
    "ERP_REFRESH_TTL_SECONDS", .integer(60...31_536_000), default: "2592000", units: ["erp@user"],
    "Life of a refresh token in seconds.")
  static let adminPassword = Setting(
    "ERP_ADMIN_PASSWORD", .secret, default: nil, units: [],
    "First password of the user admin; absent: made and printed once.")

  static let alertMail = Setting(
    "ERP_ALERT_MAIL", .text, default: nil, units: [],
    "Address that hears when `erp check` finds a change; needs a mail program on this machine.")
  static let alertWebhook = Setting(
    "ERP_ALERT_WEBHOOK", .secret, default: nil, units: [],
    "Address of a group robot (DingTalk, WeCom, Feishu) or other web hook that hears the same.")

  static let backupKeep = Setting(
    "ERP_BACKUP_KEEP", .integer(1...36_500), default: "14", units: [],
    "Days after which `erp backup` deletes a backup that it has named itself; never the last one.")
  static let backupHook = Setting(
    "ERP_BACKUP_HOOK", .text, default: nil, units: [],
    "A program, by its absolute path, that is run with a backup's path after it is made.")

  static let all: [Setting] = [
    databaseSocket, databaseHost, databasePort, databaseNodes, databaseUser, databasePassword,
    databaseName, databaseAuthority, redisSocket, redisHost, redisPort, redisSentinels, redisMaster,
    redisPassword, timeZone, orderTTL,
    purchaseTolerance, jobTolerance, pointChangeLimit, threads, diskWarning, diskReserve,
    socketDirectory, logLevel,
    tokenKeyDirectory,
    tokenPrivateKey, tokenTTL, refreshTTL, adminPassword, alertMail, alertWebhook,
    backupKeep, backupHook,
  ]
}
