import Foundation
import StackKit
import Testing

/// Aim: while MariaDB's volume has no room, nothing new is begun, by nobody, and reading goes on.
@Suite(.serialized) struct FullDiskTests {
  /// The setting asks for more than any disk has, so that there is no room from the first moment.
  @Test func newWorkIsRefusedAndReadingGoesOn() throws {
    var options = StackOptions(directory: try SharedStack.directory("full-disk"))
    options.endsWithStarter = true
    options.rateLimit = .off
    options.settings = ["ERP_DISK_RESERVE_MB": "90000000"]
    options.parts = [
      "mariadb", "redis", "nginx", "ops", "auth", "user", "item", "order", "worker", "relay",
    ]
    let stack = try Stack.start(options)
    let client = APIClient(stack)
    #expect(try client.login(password: stack.adminPassword).status == 200, "somebody has to look")
    let before = try stack.sql("SELECT COUNT(*) FROM api_call")
    for (method, path) in [
      ("POST", "/item/create"), ("PUT", "/item/1"), ("POST", "/order/create"),
      ("POST", "/order/pay"), ("POST", "/user/create"),
    ] {
      for (language, word) in [("en", "disk"), ("zh-CN", "磁盘")] {
        let answer = try HTTPClient(port: stack.port).send(
          method, path,
          headers: [
            ("Authorization", "Bearer \(client.token ?? "")"), ("Accept-Language", language),
            ("Content-Type", "application/json"),
          ], body: Array(#"{"name":"x"}"#.utf8))
        #expect(answer.status == 503)
        #expect(answer.headers("Retry-After") == ["2"])
        let problem = APIAnswer(answer)
        #expect(problem.code == 50302)
        #expect(problem.error == "storage.full")
        #expect(problem.message?.contains(word) == true, "\(problem.message ?? "")")
      }
    }
    #expect(try stack.sql("SELECT COUNT(*) FROM api_call") == before)
    #expect(try client.get("/item/list").status == 200)
    #expect(try client.get("/health").string("nodes.disk") == "degraded")
    let metrics = try client.get("/ops/metrics").http.text
    #expect(metrics.contains("\nerp_database_volume_room{program=\"erp-ops\"} 2\n"))
    // Events wait as well.
    try stack.sql(
      """
      INSERT INTO outbox (stream, type, version, occurred_at, source, event_key, request_id,
      payload)
      VALUES ('item', 'ItemCreated', 1, NOW(6), 'test', '1', 'r', '{}')
      """)
    sleep(2)
    #expect(try stack.sql("SELECT state FROM outbox WHERE source = 'test'") == [["0"]])
    let said = try String(contentsOfFile: stack.layout.logs + "/worker.log", encoding: .utf8)
    #expect(said.contains("nearly full"))
    try stack.shutdown()
  }
}
