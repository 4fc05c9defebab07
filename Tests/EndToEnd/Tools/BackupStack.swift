import Foundation
import Processes
import StackKit
import Testing

/// A stack whose MariaDB keeps a binary log, with goods to sell and a folder for backups.
struct BackupStack {
  let stack: Stack
  let client: APIClient
  let folder: String
  let sku: Int

  /// Tests of one suite share it, one after the other.
  static func get() throws -> BackupStack {
    let made = try started.get()
    return BackupStack(
      stack: made.stack, client: try APIClient.admin(of: made.stack),
      folder: made.stack.layout.root + "/backups", sku: made.sku)
  }

  private static let started = Result { try start() }

  private static func start() throws -> (stack: Stack, sku: Int) {
    var options = StackOptions(directory: try SharedStack.directory("backup"))
    options.endsWithStarter = true
    options.rateLimit = .off
    options.keepsLog = true
    let stack = try Stack.start(options)
    let client = try APIClient.admin(of: stack)
    let made = try client.post("/item/create", ["name": "茶", "skus": [["price": "2.5"]]])
    let sku = try #require(made.int("skus.0.sku_id"), "\(made.http.text)")
    let lines: [[String: Any]] = [["sku_id": sku, "qty": 100_000]]
    let posted = try client.post(
      "/stock/in", ["ref_type": "opening", "ref_no": "B-1", "lines": lines])
    #expect(posted.status == 201, "\(posted.http.text)")
    return (stack, sku)
  }

  /// Sells once: the order's number.
  @discardableResult
  func sell() throws -> String {
    let made = try client.post(
      "/order/create",
      ["channel": "SYS", "store_id": 1, "lines": [["sku_id": sku, "qty": 1]]] as [String: Any])
    let number = try #require(made.string("order_no"), "\(made.http.text)")
    let paid = try client.post(
      "/order/pay",
      ["order_no": number, "payments": [["method": "cash", "amount": "2.50"]]] as [String: Any])
    #expect(paid.status == 200, "\(paid.http.text)")
    return number
  }

  /// A new backup under a name of its own.
  func backup() throws -> String {
    let path = "\(stack.layout.root)/\(UUID().uuidString).sql.gz"
    let made = try stack.operate("backup", path)
    #expect(made.status == 0, "\(made.errors)")
    return path
  }

  /// A copy of a backup with its text changed.
  func changed(_ path: String, _ change: (String) -> String) throws -> String {
    let text = try Command.require(["gzip", "-dc", path])
    let other = path.replacingOccurrences(of: ".sql.gz", with: "-changed.sql")
    let after = change(text)
    #expect(after != text)
    try after.write(toFile: other, atomically: true, encoding: .utf8)
    try Command.require(["gzip", "-f", other])
    return other + ".gz"
  }

  func restore(_ arguments: String...) throws -> Command.Result {
    try stack.operate(["restore", "--stores-only"] + arguments)
  }

  func orders(in database: String = "erp") throws -> Set<String> {
    Set(try stack.sql("SELECT order_no FROM \(database).sales_order").map { $0[0] })
  }

  func hasDatabase(_ name: String) throws -> Bool {
    try !stack.sql("SHOW DATABASES LIKE '\(name)'").isEmpty
  }

  var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }
}
