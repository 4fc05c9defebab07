import Testing

@testable import Settings

@Suite struct ConfigurationTests {
  /// Sources made of dictionaries.
  final class Fake {
    var environment: [String: String] = [:]
    var files: [String: String] = [:]

    init(file: String? = nil) {
      guard let file else { return }
      environment["ERP_CONFIG"] = "/c"
      files["/c"] = file
    }

    var sources: ConfigurationSources {
      ConfigurationSources(
        environment: environment,
        readFile: { self.files[$0] },
        hasFile: { $0.hasSuffix("/Asia/Shanghai") || $0.hasSuffix("/UTC") },
        namesIn: { folder in
          self.files.keys.filter { $0.hasPrefix(folder + "/") }
            .map { String($0.dropFirst(folder.count + 1)) }
        })
    }

    /// What is wrong, a line each.
    func faults() -> [String] {
      do {
        _ = try load()
        return []
      } catch {
        return error.items.map { $0.text() }
      }
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
    #expect(configuration.redis.socket == "/run/redis-erp/redis-server.sock")
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
    let fake = Fake(
      file: """
        # a comment

        ERP_THREADS=5
        ERP_DB_NAME = "shop"
        ERP_TIME_ZONE='UTC'
        """)
    fake.environment["ERP_THREADS"] = "3"
    let configuration = try fake.load()
    #expect(configuration.threads == 3)
    #expect(configuration.database.name == "shop")
    #expect(configuration.timeZone == "UTC")
  }

  @Test func laterAdditionsWin() throws {
    let fake = Fake(file: "ERP_THREADS=5\nERP_DB_NAME=a")
    fake.environment["ERP_CONFIG"] = "/etc/c"
    fake.files = [
      "/etc/c": "ERP_THREADS=5\nERP_DB_NAME=a", "/etc/conf.d/20-b.conf": "ERP_THREADS=7",
      "/etc/conf.d/10-a.conf": "ERP_THREADS=6\nERP_LOG_LEVEL=info",
      "/etc/conf.d/notes.txt": "ERP_THREADS=99",
    ]
    let configuration = try fake.load()
    #expect(configuration.threads == 7)
    #expect(configuration.database.name == "a")
    #expect(configuration.logLevel == "info")
    let row = SettingsTable(fake.sources).rows.first { $0.name == "ERP_THREADS" }
    #expect(row?.source == "/etc/conf.d/20-b.conf:1")
    #expect(row?.value == "7")
  }

  @Test(arguments: [
    ("ERP_THRAEDS=9", "/c:1: ERP_THRAEDS: no such setting; did you mean ERP_THREADS?"),
    ("ERP_TIMEZONE=UTC", "/c:1: ERP_TIMEZONE: no such setting; did you mean ERP_TIME_ZONE?"),
    ("erp_time_zone=UTC", "/c:1: erp_time_zone: no such setting; did you mean ERP_TIME_ZONE?"),
    ("order_ttl=60", "/c:1: order_ttl: no such setting; `erp settings` lists them"),
    ("export ERP_THREADS=9", "/c:1: export ERP_THREADS: write KEY=VALUE without export"),
    (
      "ERP_ORDER_TTL_SECONDS=15m",
      "/c:1: ERP_ORDER_TTL_SECONDS=15m: must be a whole number from 5 to 604800"
    ),
    (
      "ERP_TIME_ZONE=UTC   # ours",
      "/c:1: ERP_TIME_ZONE: a comment needs a line of its own; a value with # needs quotes"
    ),
    ("ERP_THREADS=1\nERP_THREADS=2", "/c:2: ERP_THREADS: given before, at /c:1"),
    ("ERP_TIME_ZONE=Mars/X", "/c:1: ERP_TIME_ZONE=Mars/X: unknown time zone"),
    ("ERP_DB_PASSWORD_FILE=/none", "/c:1: ERP_DB_PASSWORD_FILE=/none: the file cannot be read"),
  ])
  func whatIsWrongIsNamedWithItsPlace(file: String, fault: String) {
    #expect(Fake(file: file).faults() == [fault])
  }

  @Test func aSecretIsNotShown() {
    let table = SettingsTable(Fake(file: "ERP_DB_PASSWORD=hunter2").sources)
    let row = table.rows.first { $0.name == "ERP_DB_PASSWORD[_FILE]" }
    #expect(row?.value == "***")
    #expect(row?.source == "/c:1")
    #expect(!"\(table)".contains("hunter2"))
  }

  @Test func everyFaultAtOnce() {
    let fake = Fake(file: "nonsense\nERP_DB_NAME=a\nERP_DB_NAME=b\n")
    fake.environment.merge([
      "ERP_THREADS": "0", "ERP_DB_PORT": "+12", "ERP_LOG_LEVEL": "loud",
      "ERP_TIME_ZONE": "Asia/Shangai", "ERP_DB_HOST": "a", "ERP_DB_SOCKET": "/b",
      "ERP_REDIS_PASSWORD_FILE": "/none",
    ]) { $1 }
    let fault = #expect(throws: ConfigurationFault.self) { try fake.load() }
    #expect(
      Set(fault?.items.map(\.key) ?? []) == [
        "nonsense", "ERP_DB_NAME", "ERP_THREADS", "ERP_DB_PORT", "ERP_LOG_LEVEL", "ERP_TIME_ZONE",
        "ERP_DB_HOST", "ERP_REDIS_PASSWORD_FILE",
      ])
    #expect(
      fault?.description.contains("environment: ERP_THREADS=0: must be a whole number from 1 to")
        == true)
    #expect(fault?.items.allSatisfy { !$0.text(inChinese: true).isEmpty } == true)
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

  /// As Windows' editors leave it.
  @Test func aFileOfWindowsIsReadLineByLine() {
    let text = "\u{FEFF}# 门店\r\nERP_ORDER_TTL_SECONDS=1800\r\n\r\nERP_THREADS=4\r\nnonsense\r\n"
    let file = SettingsFile(path: "shop.conf", text: text)
    #expect(file.lines.map(\.key) == ["ERP_ORDER_TTL_SECONDS", "ERP_THREADS"])
    #expect(file.lines.map(\.value) == ["1800", "4"])
    #expect(file.lines.map(\.place) == ["shop.conf:2", "shop.conf:4"])
    #expect(file.faults.map(\.place) == ["shop.conf:5"])
  }

  @Test func theTableHasEveryKeyOnceInBothLanguages() {
    let rows = SettingsTable(Fake().sources).rows
    #expect(rows.count == Setting.all.count)
    #expect(Set(Setting.all.map(\.name)).count == Setting.all.count)
    for setting in Setting.all {
      let row = rows.first { $0.name.hasPrefix(setting.name) }
      #expect(row?.purpose.isEmpty == false)
      #expect(
        row?.purposeInChinese.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) } == true,
        "\(setting.name)")
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
