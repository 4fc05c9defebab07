import Foundation
import MariaDBClient
import StackKit

/// The scenarios of one run, and the table that it prints.
struct Bench {
  let stack: Stack
  let seconds: Int
  let only: String
  let connections: Int
  private static let warmUpSeconds = 3

  func run(skus: Int, soakMinutes: Int) throws {
    let api = APIClient(stack)
    try api.login(password: stack.adminPassword)
    guard let token = api.token else { throw StackFault("cannot log in") }
    let probe = MemoryProbe(stack: stack)
    let atRest = try probe.mebibytes()
    say("· loading \(skus) goods")
    let goods = try BenchGoods.make(skus, api: api, stack: stack)
    // So that no document's id is mistaken for a line number in the recorded statements.
    try stack.sql("ALTER TABLE sales_order AUTO_INCREMENT = 7000001")
    try settle()
    var table = BenchTable()
    say(table.head)
    let null = "return wrk.format('GET', '/ops/null', headers)"
    table.add("GET /ops/null (the floor of reads)", try load(token, goods, null), floor: nil)
    for read in Scenario.reads where wanted(read.name) {
      // What a till reads all day is measured, not the first look at each of the goods.
      _ = try WrkLoad(stack: stack, token: token, request: read.lua)
        .run(seconds: Self.warmUpSeconds, data: goods.folder, connections: connections)
      let result = try load(token, goods, read.lua)
      // The machine's own speed drifts: each scenario has its floor right behind it.
      let floor = try load(token, goods, null)
      table.add(read.name, result, floor: floor.perSecond, atLeast: 0.6)
    }
    var writes: [(WriteScenario, LoadResult)] = []
    for write in Scenario.writes where wanted(write.name) {
      writes.append((write, try load(token, goods, write.lua)))
      table.add(write.name, writes[writes.count - 1].1, floor: nil)
    }
    if wanted(Scenario.memberSale.name) || wanted("POST /promo/calc") {
      try BenchSales.make(api: api, goods: goods)
      try settle()
      let sale = Scenario.memberSale
      writes.append((sale, try load(token, goods, sale.lua)))
      table.add(sale.name, writes[writes.count - 1].1, floor: nil)
      try calculate(token, goods, into: &table)
    }
    if Scenario.making.contains(where: { wanted($0.name) }) {
      try BenchMaking.make(api: api, goods: goods)
      try settle()
      for write in Scenario.making where wanted(write.name) {
        table.add(write.name, try load(token, goods, write.lua), floor: nil)
      }
    }
    let underLoad = try probe.mebibytes()
    if wanted("whole sale") { try SaleRun(stack: stack, goods: goods).run(seconds: seconds) }
    if wanted("POST /pos/sync") { try OfflineRun(stack: stack, goods: goods).run(seconds: seconds) }
    if wanted("cost consumer") { try CostRun(stack: stack, goods: goods).run(seconds: seconds) }
    try sayResources(memory: (atRest, underLoad))
    if soakMinutes > 0 { try soak(soakMinutes, token, goods, probe) }
    try audit()
    // Last, because they write rows that mean nothing: the books no longer add up afterwards.
    for (write, result) in writes {
      try compare(write, result, api: api, goods: goods, into: &table)
    }
  }

  private func sayResources(memory: (atRest: Double, underLoad: Double)) throws {
    say(
      String(format: "memory (PSS of all our programs): %.0f MiB at rest, ", memory.atRest)
        + String(format: "%.0f MiB after the load", memory.underLoad))
    let held = try stack.sql(
      "SELECT variable_value FROM information_schema.global_status "
        + "WHERE variable_name = 'Max_used_connections'")
    say("connections of MariaDB, at most at once: \(held.first?.first ?? "?")")
  }

  /// Until the events of the loading are done: they are not what is measured.
  private func settle() throws {
    for _ in 0..<300 {
      if try stack.sql("SELECT outbox_id FROM outbox WHERE state <> 2 LIMIT 1").isEmpty { return }
      usleep(100_000)
    }
  }

  private func wanted(_ name: String) -> Bool { only.isEmpty || name.contains(only) }

  private func load(_ token: String, _ goods: BenchGoods, _ lua: String) throws -> LoadResult {
    try WrkLoad(stack: stack, token: token, request: lua)
      .run(seconds: seconds, data: goods.folder, connections: connections)
  }

  /// By one client, on a stack that does nothing else: the time of an answer is what counts.
  private func calculate(
    _ token: String, _ goods: BenchGoods, into table: inout BenchTable
  ) throws {
    let result = try WrkLoad(stack: stack, token: token, request: Scenario.calculation)
      .run(seconds: seconds, data: goods.folder, connections: 1)
    table.add("POST /promo/calc, 20 lines, 20 of 200 match", result, floor: nil)
  }

  /// Measures the scenario's SQL floor, and prints the ratio to it.
  private func compare(
    _ scenario: WriteScenario, _ result: LoadResult, api: APIClient, goods: BenchGoods,
    into table: inout BenchTable
  ) throws {
    guard let sample = scenario.sample else { return }
    let chosen = Array(goods.skus.suffix(3000).shuffled().prefix(scenario.lines)).sorted()
    var made = SQLFloor.Sample(skus: chosen, references: [], documentID: nil, idTable: "")
    let statements = try StatementRecorder(stack: stack).record(
      part: scenario.part, marker: scenario.marker
    ) {
      made = try sample(api, chosen)
    }
    let password = try String(
      contentsOfFile: stack.layout.secret("database-admin"), encoding: .utf8)
    let floor = SQLFloor(
      statements: statements, sample: made,
      options: DatabaseOptions(
        endpoint: .socket(stack.layout.socket("mariadb")), user: "erp_admin",
        password: password.trimmingCharacters(in: .whitespacesAndNewlines), database: "erp"))
    if ProcessInfo.processInfo.environment["ERP_BENCH_STATEMENTS"] != nil {
      for statement in statements { say("    \(statement.text)") }
    }
    let bare = floor.run(threads: connections, seconds: Double(seconds), skus: goods.skus)
    table.add("  its SQL floor, \(statements.count) statements", bare, floor: nil)
    table.add(scenario.name, result, floor: bare.perSecond, atLeast: scenario.atLeast)
  }

  private func soak(
    _ minutes: Int, _ token: String, _ goods: BenchGoods, _ probe: MemoryProbe
  ) throws {
    say("soak: \(minutes) minutes of orders")
    guard let order = Scenario.writes.first(where: { $0.marker.contains("sales_order") }) else {
      return
    }
    for minute in 1...minutes {
      let result = try WrkLoad(stack: stack, token: token, request: order.lua)
        .run(seconds: 60, data: goods.folder, connections: connections)
      say(
        String(format: "  minute %2d: %.0f orders/s, ", minute, result.perSecond)
          + String(format: "%.1f MiB", try probe.mebibytes()))
    }
  }

  private func audit() throws {
    let result = try stack.operate("audit", "--grace", "0")
    let last = result.output.split(separator: "\n").last ?? ""
    say("\(last)")
  }
}
