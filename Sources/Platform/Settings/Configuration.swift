/// What an operator decides, read once at the start of a program.
///
/// The environment wins over the files; those are `$ERP_CONFIG` or `/etc/erp/erp.conf`, and then
/// `conf.d/*.conf` beside it by their names, of which a later one wins.
package struct Configuration: Sendable {
  package var database: DatabaseSettings
  package var redis: RedisSettings
  /// IANA name of the zone of business dates.
  package var timeZone: String
  /// Seconds after which an unpaid order is cancelled.
  package var orderTTLSeconds: Int
  /// How much more than ordered a new purchase order lets in.
  package var purchaseTolerancePercent: Int
  /// How much more than planned may be reported of an operation, for orders whose work begins.
  package var jobTolerancePercent: Int
  /// Points that a member may gain, and lose, by hand on one day without a special permission.
  package var pointChangeLimit: Int
  /// Worker threads of a responder.
  package var threads: Int
  /// Free megabytes of MariaDB's volume below which it is reported, …
  package var diskWarningMegabytes: Int
  /// … and below which new work is refused.
  package var diskReserveMegabytes: Int
  /// Folder of the FastCGI sockets, `<centre>.sock` each.
  package var socketDirectory: String
  /// debug, info, notice, warning or error.
  package var logLevel: String
  /// Folder of the public token keys, `<kid>.pub.pem`.
  package var tokenKeyDirectory: String
  /// The private token key; only the user centre has one.
  package var tokenPrivateKeyFile: String?
  package var tokenTTLSeconds: Int
  package var refreshTTLSeconds: Int
  /// First password of the user admin, if the operator chose one.
  package var adminPassword: Secret?
  /// Days after which a backup that `erp backup` has named itself is deleted.
  package var backupKeepDays: Int
  /// What is run after a backup with its path; an absolute path.
  package var backupHook: String?
  /// Who hears of a change that `erp check` finds.
  package var alertMail: String?
  /// A web hook that hears the same; its address is a secret.
  package var alertWebhook: Secret?

  /// Path of the FastCGI socket of one program, for example `item` or `auth`.
  package func socketPath(_ centre: String) -> String {
    "\(socketDirectory)/\(centre).sock"
  }

  /// Reads the environment and the file.
  /// - Parameter program: the program's name, `erp-item` for example; it gives the database user.
  /// - Parameter standards: values for what neither the environment nor a file gives.
  /// - Throws: every fault at once.
  package static func load(
    program: String, unlessGiven standards: [String: String] = [:]
  ) throws(ConfigurationFault) -> Configuration {
    var sources = ConfigurationSources.process
    sources.standards = standards
    return try load(program: program, from: sources)
  }

  static func load(
    program: String, from sources: ConfigurationSources
  ) throws(ConfigurationFault) -> Configuration {
    var reader = ConfigurationReader(sources)
    let configuration = Configuration(
      database: database(program: program, &reader),
      redis: redis(&reader),
      timeZone: zone(&reader, sources),
      orderTTLSeconds: reader.integer(.orderTTL),
      purchaseTolerancePercent: reader.integer(.purchaseTolerance),
      jobTolerancePercent: reader.integer(.jobTolerance),
      pointChangeLimit: reader.integer(.pointChangeLimit),
      threads: reader.integer(.threads),
      diskWarningMegabytes: reader.integer(.diskWarning),
      diskReserveMegabytes: reader.integer(.diskReserve),
      socketDirectory: reader.text(.socketDirectory),
      logLevel: reader.text(.logLevel),
      tokenKeyDirectory: reader.text(.tokenKeyDirectory),
      tokenPrivateKeyFile: reader.optionalText(.tokenPrivateKey),
      tokenTTLSeconds: reader.integer(.tokenTTL),
      refreshTTLSeconds: reader.integer(.refreshTTL),
      adminPassword: reader.secret(.adminPassword),
      backupKeepDays: reader.integer(.backupKeep),
      backupHook: hook(&reader),
      alertMail: mail(&reader),
      alertWebhook: webhook(&reader))
    guard reader.faults.isEmpty else { throw ConfigurationFault(items: reader.faults) }
    return configuration
  }

  private static func database(
    program: String, _ reader: inout ConfigurationReader
  ) -> DatabaseSettings {
    let host = reader.optionalText(.databaseHost)
    let socket = reader.optionalText(.databaseSocket)
    let nodes = reader.addresses(.databaseNodes)
    reader.requireOne(of: [.databaseHost, .databaseSocket, .databaseNodes])
    let own = program == "erp" ? "erp_admin" : program.map { $0 == "-" ? "_" : String($0) }.joined()
    return DatabaseSettings(
      socket: host == nil && nodes.isEmpty ? socket ?? "/run/mysqld/mysqld.sock" : nil,
      host: host,
      port: reader.integer(.databasePort),
      nodes: nodes,
      user: reader.optionalText(.databaseUser) ?? own,
      password: reader.secret(.databasePassword) ?? Secret(""),
      name: reader.text(.databaseName),
      authorityFile: reader.optionalText(.databaseAuthority))
  }

  private static func redis(_ reader: inout ConfigurationReader) -> RedisSettings {
    let host = reader.optionalText(.redisHost)
    let socket = reader.optionalText(.redisSocket)
    let sentinels = reader.addresses(.redisSentinels)
    reader.requireOne(of: [.redisHost, .redisSocket, .redisSentinels])
    return RedisSettings(
      socket: host == nil && sentinels.isEmpty ? socket ?? "/run/redis-erp/redis-server.sock" : nil,
      host: host,
      port: reader.integer(.redisPort),
      sentinels: sentinels,
      master: reader.text(.redisMaster),
      password: reader.secret(.redisPassword))
  }

  private static func hook(_ reader: inout ConfigurationReader) -> String? {
    guard let path = reader.optionalText(.backupHook) else { return nil }
    if !path.hasPrefix("/") { reader.note(.backupHook, "not an absolute path", "不是绝对路径") }
    return path
  }

  private static func mail(_ reader: inout ConfigurationReader) -> String? {
    guard let address = reader.optionalText(.alertMail) else { return nil }
    let isPlain = address.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    if !isPlain || !address.contains("@") || address.hasPrefix("-") {
      reader.note(.alertMail, "not a mail address", "不是邮件地址")
    }
    return address
  }

  private static func webhook(_ reader: inout ConfigurationReader) -> Secret? {
    guard let address = reader.secret(.alertWebhook) else { return nil }
    let text = address.reveal()
    let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
    if !isPlain || !(text.hasPrefix("https://") || text.hasPrefix("http://")) {
      reader.note(.alertWebhook, "not an http or https address", "不是 http 或 https 地址")
    }
    return address
  }

  /// glibc takes an unknown zone for UTC without a word, so the zone's file must be there.
  private static func zone(
    _ reader: inout ConfigurationReader, _ sources: ConfigurationSources
  ) -> String {
    let name = reader.text(.timeZone)
    if name.contains("..") || name.hasPrefix("/") || !sources.hasFile("/usr/share/zoneinfo/\(name)")
    {
      reader.note(.timeZone, "unknown time zone", "没有这个时区")
    }
    return name
  }
}
