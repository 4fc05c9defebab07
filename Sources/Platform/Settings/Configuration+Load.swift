extension Configuration {
  /// Reads the environment and the file.
  /// - Parameter program: the program's name, `erp-item` for example; it gives the database user.
  /// - Throws: every fault at once.
  package static func load(program: String) throws(ConfigurationFault) -> Configuration {
    try load(program: program, from: .process)
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
      socketDirectory: reader.text(.socketDirectory),
      logLevel: reader.text(.logLevel),
      tokenKeyDirectory: reader.text(.tokenKeyDirectory),
      tokenPrivateKeyFile: reader.optionalText(.tokenPrivateKey),
      tokenTTLSeconds: reader.integer(.tokenTTL),
      refreshTTLSeconds: reader.integer(.refreshTTL),
      adminPassword: reader.secret(.adminPassword))
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
      socket: host == nil && sentinels.isEmpty ? socket ?? "/run/redis/redis-server.sock" : nil,
      host: host,
      port: reader.integer(.redisPort),
      sentinels: sentinels,
      master: reader.text(.redisMaster),
      password: reader.secret(.redisPassword))
  }

  /// glibc takes an unknown zone for UTC without a word, so the zone's file must be there.
  private static func zone(
    _ reader: inout ConfigurationReader, _ sources: ConfigurationSources
  ) -> String {
    let name = reader.text(.timeZone)
    if name.contains("..") || name.hasPrefix("/") || !sources.hasFile("/usr/share/zoneinfo/\(name)")
    {
      reader.note(Setting.timeZone.name, "unknown time zone \(name)")
    }
    return name
  }
}
