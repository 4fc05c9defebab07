import CMariaDB
import Foundation
import Kernel
import MariaDBClient
import StoreKit
import Testing

/// What the client adds to libmariadb: the same prepared SELECT by primary key, six columns of
/// the usual types, through both, in turns. Run with ERP_BENCH=1 and `-c release`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["ERP_BENCH"] != nil))
struct RoundTripBenchmark {
  private static let text =
    "SELECT id, code, price, on_hand, changed_at, note FROM bench WHERE id = ?"
  private static let select = SQL("bench.select", text)
  private static let rounds = 20_000

  private struct Item {
    let id: Int64
    let code: String
    let price: UnitPrice
    let onHand: Quantity
    let changedAt: Instant
    let note: String?
  }

  @Test func addsLessThanAQuarter() throws {
    let server = try PrivateMariaDB.shared.get()
    let connection = server.connect()
    try connection.administer(
      """
      CREATE OR REPLACE TABLE bench (id BIGINT PRIMARY KEY, code VARCHAR(64) NOT NULL,
      price DECIMAL(18,4) NOT NULL, on_hand DECIMAL(18,4) NOT NULL, changed_at DATETIME(6) NOT NULL,
      note VARCHAR(200) NULL)
      """)
    try connection.administer(
      "INSERT INTO bench SELECT seq, CONCAT('SKU-', seq), 12.5, 100, NOW(6), NULL "
        + "FROM seq_1_to_1000"
    )
    var client: [Double] = []
    var bare: [Double] = []
    for _ in 0..<5 {
      bare.append(try bareRun(server.socket))
      client.append(try clientRun(connection))
    }
    let (ours, theirs) = (client.sorted()[2], bare.sorted()[2])
    print("prepared SELECT by key: client \(ours) µs, bare C API \(theirs) µs, \(ours / theirs)")
    #expect(ours < theirs * 1.25)
  }

  private func microseconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    return (ContinuousClock.now - start) / .microseconds(1) / Double(Self.rounds)
  }

  private func clientRun(_ connection: DatabaseConnection) throws -> Double {
    var sum: Int64 = 0
    let time = try microseconds {
      for round in 0..<Self.rounds {
        let item = try connection.first(Self.select, [.int(Int64(round % 1000 + 1))]) {
          row throws(DatabaseError) in
          Item(
            id: try row.int(), code: try row.text(), price: try row.decimal(),
            onHand: try row.decimal(), changedAt: try row.instant(), note: try row.textOrNil())
        }
        sum += item?.id ?? 0
      }
    }
    #expect(sum == Int64(Self.rounds / 1000 * 500_500))
    return time
  }

  /// Fetches the same into fixed buffers and looks at nothing but the key.
  private func bareRun(_ socket: String) throws -> Double {
    let handle = try #require(mysql_init(nil))
    defer { mysql_close(handle) }
    try #require(mysql_real_connect(handle, nil, "root", "", "erp", 0, socket, 0) != nil)
    let statement = try #require(mysql_stmt_init(handle))
    defer { mysql_stmt_close(statement) }
    try #require(mysql_stmt_prepare(statement, Self.text, UInt(Self.text.utf8.count)) == 0)
    let block = UnsafeMutableRawPointer.allocate(byteCount: 4096, alignment: 16)
    defer { block.deallocate() }
    var key = MYSQL_BIND()
    key.buffer_type = MYSQL_TYPE_LONGLONG
    key.buffer = block
    let types = [
      MYSQL_TYPE_LONGLONG, MYSQL_TYPE_STRING, MYSQL_TYPE_STRING, MYSQL_TYPE_STRING,
      MYSQL_TYPE_DATETIME, MYSQL_TYPE_STRING,
    ]
    var binds = types.enumerated().map { index, type in
      var bind = MYSQL_BIND()
      bind.buffer_type = type
      bind.buffer = block + 512 * (index + 1)
      bind.buffer_length = 256
      return bind
    }
    mysql_stmt_bind_param(statement, &key)
    mysql_stmt_bind_result(statement, &binds)
    var sum: Int64 = 0
    let time = microseconds {
      for round in 0..<Self.rounds {
        block.storeBytes(of: Int64(round % 1000 + 1), as: Int64.self)
        guard mysql_stmt_execute(statement) == 0 else { return }
        while mysql_stmt_fetch(statement) == 0 { sum += (block + 512).load(as: Int64.self) }
      }
    }
    #expect(sum == Int64(Self.rounds / 1000 * 500_500))
    return time
  }
}
