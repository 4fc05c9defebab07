import Testing

@testable import Settings

@Suite struct NetworkAddressTests {
  @Test func lists() {
    let list = NetworkAddress.list("10.0.0.21:3306, db-2:3307,[fd00::21]:3306")
    #expect(
      list == [
        NetworkAddress(host: "10.0.0.21", port: 3306), NetworkAddress(host: "db-2", port: 3307),
        NetworkAddress(host: "fd00::21", port: 3306),
      ])
  }

  @Test(arguments: [
    "", "a", "a:", ":1", "a:0", "a:65536", "a:1,", "a:1,,b:2", "a:1,a:1", "fd00::21:3306", "a b:1",
    "a:+1", "a:-1", "[]:1",
  ])
  func whatIsNone(text: String) {
    #expect(NetworkAddress.list(text) == nil)
  }

  @Test func aCluster() throws {
    let fake = ConfigurationTests.Fake()
    fake.environment = [
      "ERP_DB_HOSTS": "a:1,b:2", "ERP_REDIS_SENTINELS": "c:3", "ERP_REDIS_MASTER": "m",
    ]
    let configuration = try fake.load()
    #expect(configuration.database.nodes.map(\.host) == ["a", "b"])
    #expect(configuration.database.socket == nil)
    #expect(configuration.database.host == nil)
    #expect(configuration.redis.sentinels.map(\.port) == [3])
    #expect(configuration.redis.master == "m")
    #expect(configuration.redis.socket == nil)
  }

  @Test func oneWayAlone() {
    let fake = ConfigurationTests.Fake()
    fake.environment = [
      "ERP_DB_HOSTS": "a:1", "ERP_DB_SOCKET": "/b", "ERP_REDIS_SENTINELS": "c:3",
      "ERP_REDIS_HOST": "d",
    ]
    let fault = #expect(throws: ConfigurationFault.self) { try fake.load() }
    #expect(fault?.items.map(\.key).sorted() == ["ERP_DB_SOCKET", "ERP_REDIS_HOST"])
  }
}
