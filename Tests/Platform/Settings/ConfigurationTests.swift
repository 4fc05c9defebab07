import Testing

@testable import Settings

@Suite struct ConfigurationTests {
  /// Sources made of dictionaries, and a list of the warnings.
  final class Fake {
    var environment: [String: String] = [:]
    var files: [String: String] = [:]
    var warnings: [String] = []

    var sources: ConfigurationSources {
      ConfigurationSources(
        environment: environment,
        readFile: { self.files[$0] },
        hasFile: { $0.hasSuffix("/Asia/Shanghai") || $0.hasSuffix("/UTC") },
        warn: { self.warnings.append($0) })
    }

    func load(_ program: String = "erp-item") throws(ConfigurationFault) -> Configuration {
      try Configuration.load(program: program, from: sources)
    }
  }

  @Test func defaults() throws {
    let configuration = try Fake().load()
    #expect(configuration.database.user == "erp_item")
    #expect(configuration.database.socket == "/run/mysqld/mysqld.sock")
    #expect(configuration.database.host == nil)
    #expect(configuration.database.password.isEmpty)
    #expect(configuration.redis.socket == "/run/redis/redis-server.sock")
    #expect(configuration.redis.password == nil)
    #expect(configuration.timeZone == "Asia/Shanghai")
    #expect(configuration.orderTTLSeconds == 900)
    #expect(configuration.purchaseTolerancePercent == 0)
    #expect(configuration.jobTolerancePercent == 0)
    #expect(configuration.threads == 8)
    #expect(configuration.logLevel == "notice")
    #expect(configuration.tokenTTLSeconds == 1800)
    #expect(configuration.refreshTTLSeconds == 2_592_000)
    #expect(configuration.socketPath("item") == "/run/erp/item.sock")
    #expect(try Fake().load("erp").database.user == "erp_admin")
  }

  @Test func environmentWinsOverFile() throws {
    let fake = Fake()
    fake.environment = ["ERP_CONFIG": "/c", "ERP_THREADS": "3"]
    fake.files["/c"] = """
      # a comment

      ERP_THREADS=5
      ERP_DB_NAME = "shop"
      ERP_THRAEDS=9
      PATH=/bin
      """
    let configuration = try fake.load()
    #expect(configuration.threads == 3)
    #expect(configuration.database.name == "shop")
    #expect(fake.warnings == ["/c:5: unknown key ERP_THRAEDS"])
  }

  @Test func everyFaultAtOnce() {
    let fake = Fake()
    fake.environment = [
      "ERP_CONFIG": "/c", "ERP_THREADS": "0", "ERP_DB_PORT": "+12", "ERP_LOG_LEVEL": "loud",
      "ERP_TIME_ZONE": "Asia/Shangai", "ERP_DB_HOST": "a", "ERP_DB_SOCKET": "/b",
      "ERP_REDIS_PASSWORD_FILE": "/none",
    ]
    fake.files["/c"] = "nonsense\nERP_DB_NAME=a\nERP_DB_NAME=b\n"
    let fault = #expect(throws: ConfigurationFault.self) { try fake.load() }
    #expect(
      Set(fault?.items.map(\.key) ?? []) == [
        "/c:1", "ERP_DB_NAME", "ERP_THREADS", "ERP_DB_PORT", "ERP_LOG_LEVEL", "ERP_TIME_ZONE",
        "ERP_DB_HOST", "ERP_REDIS_PASSWORD_FILE",
      ])
    #expect(fault?.description.contains("must be a whole number from 1 to 256") == true)
  }

  @Test func missingNamedFile() {
    let fake = Fake()
    fake.environment["ERP_CONFIG"] = "/none"
    #expect(throws: ConfigurationFault.self) { try fake.load() }
  }

  @Test func secretsFromEveryPlace() throws {
    let fake = Fake()
    fake.environment["CREDENTIALS_DIRECTORY"] = "/cred"
    fake.files["/cred/erp_db_password"] = "from-credentials\n"
    #expect(try fake.load().database.password.reveal() == "from-credentials")
    fake.files["/pw"] = "from-file\n"
    fake.environment["ERP_DB_PASSWORD_FILE"] = "/pw"
    #expect(try fake.load().database.password.reveal() == "from-file")
    fake.environment["ERP_DB_PASSWORD"] = "from-environment"
    #expect(try fake.load().database.password.reveal() == "from-environment")
  }

  @Test func secretsNeverPrint() throws {
    let fake = Fake()
    fake.environment["ERP_ADMIN_PASSWORD"] = "hunter2hunter2"
    let configuration = try fake.load()
    var dumped = ""
    dump(configuration, to: &dumped)
    let all = "\(configuration) \(String(reflecting: configuration)) \(dumped)"
    #expect(!all.contains("hunter2"))
    #expect(configuration.adminPassword?.reveal() == "hunter2hunter2")
  }

  @Test func documentationNamesEveryKeyOnce() {
    let lines = Configuration.documentation.split(separator: "\n")
    #expect(lines.count == Setting.all.count)
    #expect(Set(Setting.all.map(\.name)).count == Setting.all.count)
    for setting in Setting.all {
      #expect(lines.contains { $0.hasPrefix("  \(setting.name)") })
      if case .integer(let range) = setting.kind {
        #expect(range.contains(Int(setting.standard ?? "") ?? -1), "\(setting.name)")
      }
    }
  }

  @Test func processSourcesReadRealFiles() {
    let sources = ConfigurationSources.process
    #expect(sources.hasFile("/usr/share/zoneinfo/Asia/Shanghai"))
    #expect(!sources.hasFile("/usr/share/zoneinfo/Asia"))
    #expect(sources.readFile("/proc/self/stat") != nil)
    #expect(sources.readFile("/none") == nil)
  }
}
