import Foundation
import Kernel
import MariaDBClient
import StoreKit
import Testing

@Suite struct TypesTests {
  let connection: DatabaseConnection

  init() throws {
    connection = try PrivateMariaDB.shared.get().connect()
  }

  @Test func everyTypeComesBackAsItWas() throws {
    try connection.administer(
      """
      CREATE OR REPLACE TABLE types (id BIGINT PRIMARY KEY AUTO_INCREMENT, money DECIMAL(18,2),
      cost DECIMAL(18,6), name VARCHAR(300), body MEDIUMTEXT, raw MEDIUMBLOB, at DATETIME(6),
      small TINYINT, big BIGINT, u BIGINT UNSIGNED, day DATE)
      CHARSET utf8mb4 COLLATE utf8mb4_nopad_bin
      """)
    let insert = SQL(
      "types.insert",
      """
      INSERT INTO types (money, cost, name, body, raw, at, small, big, u, day)
      VALUES (?,?,?,?,?,?,?,?,?,?)
      """)
    let select = SQL(
      "types.select",
      "SELECT money, cost, name, body, raw, at, small, big, u, day FROM types WHERE id = ?")
    let long = String(repeating: "长文本 😀 it's \"quoted\" \\ %s ; -- ", count: 4000)
    let raw = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let money = try Money(checking: 999_999_999_999_999_999)
    let cost = try UnitCost(checking: -999_999_999_999_999_999)
    let at = try #require(Instant(rfc3339: "2026-11-22T18:14:09.123456Z"))
    let outcome = try connection.execute(
      insert,
      [
        money.sqlValue, cost.sqlValue, "中文名称😀", .of(long), .of(raw), .of(at), true,
        .int(.min), .int(.max), "2026-02-28",
      ])
    #expect(outcome.affectedRows == 1)
    let seen: Void? = try connection.first(select, [.int(outcome.lastInsertID)]) {
      row throws(DatabaseError) in
      #expect(try row.decimal() == money)
      #expect(try row.decimal() == cost)
      #expect(try row.text() == "中文名称😀")
      #expect(try row.text() == long)
      #expect(try row.bytes() == raw)
      #expect(try row.instant() == at)
      #expect(try row.bool())
      #expect(try row.int() == .min)
      #expect(try row.int() == .max)
      #expect(try row.text() == "2026-02-28")
    }
    #expect(seen != nil)
  }
}
