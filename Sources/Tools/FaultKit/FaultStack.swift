import Foundation
import Processes
import StackKit
import Synchronization

/// A whole stack that is broken on purpose, and what those who break it ask of it. Any thread.
package struct FaultStack: Sendable {
  package let stack: Stack
  private let token: String

  private static let channels = Atomic<Int>(0)

  /// Starts a stack without rate limits. It ends with this process, and its data with it, unless
  /// `keepsData`.
  package static func start(
    directory: String, orderTTLSeconds: Int = 900, keepsData: Bool = false,
    clocks: FalseClocks? = nil
  ) throws -> FaultStack {
    var options = StackOptions(directory: directory)
    options.endsWithStarter = !keepsData
    options.rateLimit = .off
    options.orderTTLSeconds = orderTTLSeconds
    options.clocks = clocks
    return try FaultStack(Stack.start(options))
  }

  /// Logs in as `admin`.
  package init(_ stack: Stack) throws {
    self.stack = stack
    let client = APIClient(stack)
    let answer = try client.login(password: stack.adminPassword)
    guard let token = client.token else { throw StackFault("log in: \(answer.http.text)") }
    self.token = token
  }

  /// A client of one thread, logged in as `admin`.
  package func client() -> APIClient {
    let client = APIClient(stack, timeout: 40)
    client.token = token
    return client
  }

  /// The admin's token, for requests that no client makes.
  package var authorization: String { "Authorization: Bearer \(token)" }

  /// A sales channel that nobody used before.
  package func newChannel() -> String {
    "f\(Self.channels.add(1, ordering: .relaxed).newValue)"
  }

  /// New SKUs at 1.00, so many of each in warehouse 1.
  package func newGoods(_ count: Int, quantity: Int) throws -> [Int] {
    let client = client()
    let skus = [[String: Any]](repeating: ["price": "1"], count: count)
    let item = try client.post("/item/create", ["name": "thing", "skus": skus])
    let ids = try (0..<count).map { index in
      guard let id = item.int("skus.\(index).sku_id") else {
        throw StackFault("create an item: \(item.http.text)")
      }
      return id
    }
    let receipt = try client.post(
      "/stock/in",
      [
        "ref_type": "opening", "ref_no": "open-\(ids[0])",
        "lines": Self.lines(Dictionary(uniqueKeysWithValues: ids.map { ($0, quantity) })),
      ])
    guard receipt.status == 201 else { throw StackFault("stock in: \(receipt.http.text)") }
    return ids
  }

  /// A store that nobody used before.
  package func newStore() throws -> Int {
    let code = "load-\(UInt32.random(in: .min ... .max))"
    let made = try client().post(
      "/user/org/create", ["code": code, "name": code, "kind": "store"])
    guard let id = made.int("org_id") else { throw StackFault("new store: \(made.http.text)") }
    return id
  }

  package static func lines(_ lines: [Int: Int]) -> [[String: Any]] {
    lines.sorted { $0.key < $1.key }.map { ["sku_id": $0.key, "qty": "\($0.value)"] }
  }

  /// Waits until every event reached everyone. Returns the seconds that took; throws when it takes
  /// longer than it may.
  @discardableResult
  package func waitForQuiet(seconds: Double = 20) throws -> Double {
    let started = Date()
    var last = ""
    while Date().timeIntervalSince(started) < seconds {
      last = try stack.operate("events", "lag", "--json").output
      let lines = try? JSONSerialization.jsonObject(with: Data(last.utf8)) as? [[String: Any]]
      let open = (lines ?? []).reduce(0) { sum, line in
        sum + ["waiting", "retrying", "dead"].reduce(0) { $0 + (line[$1] as? Int ?? 1) }
      }
      if let lines, !lines.isEmpty, open == 0 { return Date().timeIntervalSince(started) }
      usleep(200_000)
    }
    throw StackFault("events are not delivered within \(seconds) s: \(last)")
  }

  /// The process of each part.
  package func processes() throws -> [String: Int32] {
    let parts = try stack.status().map { ($0.name, $0.pid) }
    return Dictionary(uniqueKeysWithValues: parts)
  }

  package func redis(_ words: String...) throws {
    try Command.require(["redis-cli", "-s", stack.layout.socket("redis")] + words)
  }

  /// Kills a part and waits until another process serves in its place.
  package func killAndAwait(_ name: String) throws {
    let before = try stack.pid(name)
    try stack.kill(name, SIGKILL)
    try awaitAnother(name, than: before)
  }

  /// Waits until another process serves as this part than the one that did.
  package func awaitAnother(_ name: String, than before: pid_t?) throws {
    try stack.supervisor.wait(for: "\(name) is another process", seconds: 20) {
      () throws(StackFault) in
      let pid = try stack.pid(name)
      return pid != nil && pid != before
    }
  }

  /// Tells figures on standard error, so that a red run can be repeated.
  package static func say(_ text: String) {
    FileHandle.standardError.write(Data("fault: \(text)\n".utf8))
  }
}
