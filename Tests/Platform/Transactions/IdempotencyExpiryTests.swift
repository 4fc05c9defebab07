import MariaDBClient
import StoreKit
import Testing

@testable import Transactions
@testable import WebAPI

/// Aim: keys are forgotten after their time, and a new process does not walk over the log anew.
@Suite struct IdempotencyExpiryTests {
  @Test func aNewProcessGoesOnWhereTheLastOneWas() throws {
    let server = try PrivateMariaDB.shared.get()
    try server.connect().administer("CREATE DATABASE expiry")
    let database = DatabaseConnection(settings: server.options(database: "expiry"))
    try database.administer(
      """
      CREATE TABLE api_call (call_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, \
      called_at DATETIME(6) NOT NULL, idem_key VARCHAR(64) NULL, request_hash BINARY(32) NULL, \
      response MEDIUMBLOB NULL)
      """)
    try database.administer(
      "CREATE TABLE job_position (job VARCHAR(64) PRIMARY KEY, position BIGINT NOT NULL)")
    try database.administer(
      """
      INSERT INTO api_call (called_at, idem_key) SELECT NOW(6) - INTERVAL 2 DAY, seq \
      FROM seq_1_to_2500
      """)
    try database.administer("INSERT INTO api_call (called_at, idem_key) VALUES (NOW(6), 'new')")
    func keys() throws -> [[String?]] {
      try database.administer("SELECT idem_key FROM api_call WHERE idem_key IS NOT NULL")
    }
    let first = IdempotencyExpiry()
    #expect(try first.run(on: database) == 1_000)
    #expect(try first.run(on: database) == 1_000)
    // The next process has 500 to see to, not 2,500.
    let second = IdempotencyExpiry()
    #expect(try second.run(on: database) == 0)
    #expect(try keys() == [["new"]])
    #expect(try database.administer("SELECT position FROM job_position") == [["2500"]])
    // One that is behind does not put it back.
    #expect(try first.run(on: database) == 0)
    #expect(try database.administer("SELECT position FROM job_position") == [["2500"]])
    let third = IdempotencyExpiry()
    #expect(try third.run(on: database) == 0)
  }
}
