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
  /// What it is for.
  let purpose: String
  let purposeInChinese: String
  /// The units whose programs read it.
  let units: [String]

  init(
    _ name: String, _ kind: Kind, default standard: String?, units: [String] = everyUnit,
    _ purpose: String, _ purposeInChinese: String
  ) {
    self.name = name
    self.kind = kind
    self.standard = standard
    self.units = units
    self.purpose = purpose
    self.purposeInChinese = purposeInChinese
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
    "MariaDB's unix socket; /run/mysqld/mysqld.sock when no host is given.",
    "MariaDB 的 unix 套接字；未给出主机时为 /run/mysqld/mysqld.sock。")
  static let databaseHost = Setting(
    "ERP_DB_HOST", .text, default: nil, "MariaDB's host, instead of a socket.",
    "MariaDB 的主机，代替套接字。")
  static let databasePort = Setting(
    "ERP_DB_PORT", .integer(1...65_535), default: "3306", "MariaDB's port.",
    "MariaDB 的端口。")
  static let databaseNodes = Setting(
    "ERP_DB_HOSTS", .text, default: nil,
    "A Galera cluster's nodes, host:port with commas; the same order for every program.",
    "Galera 集群的节点，“主机:端口”以逗号分隔；所有程序顺序相同。")
  static let databaseUser = Setting(
    "ERP_DB_USER", .text, default: nil,
    "The database user; the program's own by default: erp_item for erp-item, erp_admin for erp.",
    "数据库用户；默认每个程序用自己的：erp-item 用 erp_item，erp 用 erp_admin。")
  static let databasePassword = Setting(
    "ERP_DB_PASSWORD", .secret, default: "",
    "The database user's password; empty: the server knows the user by its unix socket.",
    "数据库用户的密码；为空时，数据库按 unix 套接字识别用户。")
  static let databaseName = Setting(
    "ERP_DB_NAME", .text, default: "erp", "The database.",
    "数据库名。")
  static let databaseAuthority = Setting(
    "ERP_DB_TLS_CA", .text, default: nil,
    "File with the certificate authority; given: TLS with verification, absent: no TLS.",
    "证书颁发机构文件；给出则使用并验证 TLS，不给出则不用 TLS。")

  static let redisSocket = Setting(
    "ERP_REDIS_SOCKET", .text, default: nil,
    "Redis' unix socket; /run/redis-erp/redis-server.sock when no host is given.",
    "Redis 的 unix 套接字；未给出主机时为 /run/redis-erp/redis-server.sock。")
  static let redisHost = Setting(
    "ERP_REDIS_HOST", .text, default: nil, "Redis' host, instead of a socket.",
    "Redis 的主机，代替套接字。")
  static let redisPort = Setting(
    "ERP_REDIS_PORT", .integer(1...65_535), default: "6379", "Redis' port.",
    "Redis 的端口。")
  static let redisSentinels = Setting(
    "ERP_REDIS_SENTINELS", .text, default: nil,
    "Sentinels that know Redis' master, host:port with commas, instead of a socket.",
    "知道 Redis 主节点的哨兵，“主机:端口”以逗号分隔，代替套接字。")
  static let redisMaster = Setting(
    "ERP_REDIS_MASTER", .text, default: "erp", "The name that the sentinels have for the master.",
    "主节点在哨兵中的名称。")
  static let redisPassword = Setting(
    "ERP_REDIS_PASSWORD", .secret, default: nil, "Redis' password.",
    "Redis 的密码。")

  static let timeZone = Setting(
    "ERP_TIME_ZONE", .text, default: "Asia/Shanghai",
    "Time zone of business dates; times are stored in UTC.",
    "业务日期所用的时区；时间以 UTC 存储。")
  static let orderTTL = Setting(
    "ERP_ORDER_TTL_SECONDS", .integer(5...604_800), default: "900", units: ["erp@order"],
    "Seconds after which an unpaid order expires and its stock is released.",
    "未支付订单的有效时间（秒），过期后释放库存。")
  static let purchaseTolerance = Setting(
    "ERP_PO_TOLERANCE_PERCENT", .integer(0...100), default: "0", units: ["erp@purchase"],
    "How much more than ordered a new purchase order lets in, in percent.",
    "新采购单收货允许超出订购数量的百分比。")
  static let jobTolerance = Setting(
    "ERP_JOB_TOLERANCE_PERCENT", .integer(0...100), default: "0", units: ["erp@job"],
    "How much more than planned may be reported of an operation, in percent.",
    "工序报工允许超出计划数量的百分比。")
  static let pointChangeLimit = Setting(
    "ERP_POINT_CHANGE_LIMIT", .integer(0...1_000_000_000), default: "10000", units: ["erp@member"],
    "Points that a member may gain, and lose, by hand on one day without member.point_any.",
    "无 member.point_any 权限时，一个会员一天内可手工增加或减少的积分。")
  static let threads = Setting(
    "ERP_THREADS", .integer(1...256), default: "8",
    "Worker threads of a responder; each holds a MariaDB and a Redis connection.",
    "每个程序的工作线程数；每个线程占用一个 MariaDB 连接和一个 Redis 连接。")
  static let diskWarning = Setting(
    "ERP_DISK_WARNING_MB", .integer(0...100_000_000), default: "2048",
    "Free megabytes of MariaDB's volume below which /health says degraded and the log warns.",
    "MariaDB 所在磁盘的剩余空间（MB）低于此值时，/health 显示 degraded 并记入日志。")
  static let diskReserve = Setting(
    "ERP_DISK_RESERVE_MB", .integer(0...100_000_000), default: "512",
    "Free megabytes of MariaDB's volume below which new work is refused with 503; 0: never.",
    "MariaDB 所在磁盘的剩余空间（MB）低于此值时，以 503 拒绝新业务；0 表示不拒绝。")
  static let socketDirectory = Setting(
    "ERP_SOCKET_DIR", .text, default: "/run/erp", "Folder of the programs' FastCGI sockets.",
    "各程序 FastCGI 套接字所在的目录。")
  static let logLevel = Setting(
    "ERP_LOG_LEVEL", .choice(["debug", "info", "notice", "warning", "error"]), default: "notice",
    "The least important lines that are logged.",
    "记录日志的最低级别。")

  static let tokenKeyDirectory = Setting(
    "ERP_TOKEN_KEY_DIR", .text, default: "/etc/erp/keys", units: ["erp-auth", "erp@user"],
    "Folder of the public token keys, <kid>.pub.pem.",
    "令牌公钥所在的目录，文件名为 <kid>.pub.pem。")
  static let tokenPrivateKey = Setting(
    "ERP_TOKEN_PRIVATE_KEY_FILE", .text, default: nil, units: ["erp@user"],
    "The private token key that signs; the user centre alone may read it. `erp key` changes it.",
    "签发令牌的私钥；只有用户中心可读。更换用 `erp key`。")
  static let tokenTTL = Setting(
    "ERP_TOKEN_TTL_SECONDS", .integer(10...86_400), default: "1800", units: ["erp@user"],
    "Life of a token in seconds.",
    "令牌的有效时间（秒）。")
  static let refreshTTL = Setting(
    "ERP_REFRESH_TTL_SECONDS", .integer(60...31_536_000), default: "2592000", units: ["erp@user"],
    "Life of a refresh token in seconds.",
    "刷新令牌的有效时间（秒）。")
  static let adminPassword = Setting(
    "ERP_ADMIN_PASSWORD", .secret, default: nil, units: [],
    "First password of the user admin; absent: made and printed once.",
    "用户 admin 的初始密码；不给出则随机生成，并只打印一次。")

  static let alertMail = Setting(
    "ERP_ALERT_MAIL", .text, default: nil, units: [],
    "Address that hears when `erp check` finds a change; needs a mail program on this machine.",
    "`erp check` 的结果有变化时通知的邮箱；本机需有邮件程序。")
  static let alertWebhook = Setting(
    "ERP_ALERT_WEBHOOK", .secret, default: nil, units: [],
    "Address of a group robot (DingTalk, WeCom, Feishu) or other web hook that hears the same.",
    "通知同样内容的群机器人（钉钉、企业微信、飞书）或其他 webhook 的地址。")

  static let backupKeep = Setting(
    "ERP_BACKUP_KEEP", .integer(1...36_500), default: "14", units: [],
    "Days after which `erp backup` deletes a backup that it has named itself; never the last one.",
    "`erp backup` 自动命名的备份保留的天数；最后一份不删。")
  static let backupHook = Setting(
    "ERP_BACKUP_HOOK", .text, default: nil, units: [],
    "A program, by its absolute path, that is run with a backup's path after it is made.",
    "备份完成后执行的程序（绝对路径），参数为备份文件的路径。")

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
