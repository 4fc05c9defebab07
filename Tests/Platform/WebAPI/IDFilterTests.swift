import MariaDBClient
import StoreKit
import Testing

@testable import WebAPI

/// One text for any number of ids: what it finds, and how MariaDB looks for it.
@Suite struct IDFilterTests {
  let connection: DatabaseConnection

  private static let shops = 50
  private static let listSQL = SQL(
    "orders_of_shops.list",
    """
    SELECT DISTINCT shop_id FROM orders_of_shops o WHERE \(IDFilter.condition("o.shop_id")) \
    ORDER BY shop_id
    """)
  private static let planSQL = SQL(
    "orders_of_shops.plan",
    """
    EXPLAIN SELECT COUNT(*) FROM orders_of_shops o WHERE \(IDFilter.condition("o.shop_id"))
    """)

  init() throws {
    connection = try PrivateMariaDB.shared.get().connect()
  }

  private func prepare() throws {
    for text in [
      """
      CREATE OR REPLACE TABLE orders_of_shops
      (order_id BIGINT PRIMARY KEY, shop_id BIGINT NOT NULL, KEY of_shop (shop_id, order_id))
      """,
      "INSERT INTO orders_of_shops SELECT seq, seq % \(Self.shops) + 1 FROM seq_1_to_20000",
      "ANALYZE TABLE orders_of_shops",
    ] {
      _ = try connection.administer(text)
    }
  }

  @Test func findsTheRowsOfAnyNumberOfIds() throws {
    try prepare()
    let every = (1...Int64(Self.shops)).map { $0 }
    let cases: [(ids: [Int64]?, expected: [Int64])] = [
      (nil, every), ([], []), ([7], [7]), ([99], []), ([3, 9], [3, 9]), ([3, 99], [3]),
      (Array(every.prefix(32)), Array(every.prefix(32))),
      (Array(every.prefix(33)), Array(every.prefix(33))), (every, every),
    ]
    for (ids, expected) in cases {
      let found = try connection.query(Self.listSQL, .anyOf(ids)) {
        row throws(DatabaseError) in try row.int()
      }
      #expect(found == expected, "\(ids as Any)")
    }
    // How it is looked for: `type` of EXPLAIN.
    for (ids, expected) in [([7], "ref"), ([3, 9], "range"), (every, "index")] {
      let kind = try connection.first(Self.planSQL, .anyOf(ids)) {
        row throws(DatabaseError) in
        for _ in 0..<3 { row.skip() }
        return try row.text()
      }
      #expect(kind == expected, "\(ids)")
    }
  }
}
