import Foundation
import Kernel
import MariaDBClient
import StoreKit
import Synchronization
import TestKit
import Testing

@Suite struct TransactionTests {
  let server: PrivateMariaDB
  let connection: DatabaseConnection

  init() throws {
    server = try PrivateMariaDB.shared.get()
    connection = server.connect()
  }

  private static let add = SQL("account.add", "UPDATE account SET n = n + ? WHERE id = ?")
  private static let read = SQL("account.read", "SELECT n FROM account WHERE id = ?")

  private func table(_ rows: [Int64]) throws {
    try connection.administer(
      "CREATE TABLE IF NOT EXISTS account (id BIGINT PRIMARY KEY, n BIGINT NOT NULL)")
    let replace = SQL("account.replace", "REPLACE INTO account VALUES (?, 0)")
    for row in rows { try connection.execute(replace, [.of(row)]) }
  }

  private func value(_ id: Int64) throws -> Int64? {
    try connection.first(Self.read, [.of(id)]) { row throws(DatabaseError) in try row.int() }
  }

  @Test func deadlocksAreRunAgain() throws {
    try table([1, 2])
    let runs = Atomic<Int>(0)
    let failures = Atomic<Int>(0)
    onThreads(2) { [server] index in
      let connection = server.connect()
      let order: [Int64] = index == 0 ? [1, 2] : [2, 1]
      for _ in 0..<20 {
        do {
          try Retry.transaction(on: connection) {
            runs.wrappingAdd(1, ordering: .relaxed)
            try connection.execute(Self.add, [1, .of(order[0])])
            usleep(3000)
            try connection.execute(Self.add, [1, .of(order[1])])
          }
        } catch { failures.wrappingAdd(1, ordering: .relaxed) }
      }
    }
    let lost = failures.load(ordering: .relaxed)
    #expect(runs.load(ordering: .relaxed) > 40, "the test must provoke deadlocks")
    #expect(lost <= 2)
    #expect(try value(1) == Int64(40 - lost))
    #expect(try value(2) == Int64(40 - lost))
  }

  @Test func aLockWaitTimeOutUndoesTheWholeTransaction() throws {
    try table([11, 12])
    let holder = server.connect()
    try holder.begin()
    try holder.execute(Self.add, [1, 12])
    try connection.begin()
    try connection.execute(Self.add, [1, 11])
    let start = ContinuousClock.now
    let fault = #expect(throws: DatabaseError.self) {
      try connection.execute(Self.add, [1, 12])
    }
    #expect(fault?.kind == .deadlock)
    #expect(fault?.code == 1205)
    #expect((.seconds(2)...(.seconds(5))).contains(ContinuousClock.now - start))
    // Whoever swallows the error cannot commit half a transaction.
    let again = #expect(throws: DatabaseError.self) { try connection.execute(Self.add, [1, 11]) }
    #expect(again?.kind == .deadlock)
    #expect(throws: DatabaseError.self) { try connection.rollbackToSavepoint() }
    #expect(throws: DatabaseError.self) { try connection.commit() }
    #expect(!connection.inTransaction)
    #expect(try value(11) == 0)
    try holder.commit()
    #expect(try value(12) == 1)
  }

  /// The locks of a SELECT … FOR UPDATE are taken row by row, when some rows are here already.
  @Test(arguments: [true, false])
  func aLockThatFailsWhileRowsAreReadIsADeadlock(readsAll: Bool) throws {
    let base: Int64 = readsAll ? 51 : 61
    try table([base, base + 1, base + 2])
    let holder = server.connect()
    try holder.begin()
    try holder.execute(Self.add, [1, .of(base + 2)])
    let lock = SQL(
      "account.lock",
      "SELECT id, REPEAT('x', 60000) FROM account WHERE id BETWEEN ? AND ? FOR UPDATE")
    let range: [SQLValue] = [.of(base), .of(base + 2)]
    try connection.begin()
    try connection.execute(Self.add, [1, .of(base)])
    let fault = #expect(throws: DatabaseError.self) {
      if readsAll {
        _ = try connection.query(lock, range) { row throws(DatabaseError) in try row.int() }
      } else {
        _ = try connection.first(lock, range) { row throws(DatabaseError) in try row.int() }
      }
    }
    #expect(fault?.kind == .deadlock)
    #expect(throws: DatabaseError.self) { try connection.commit() }
    #expect(try value(base) == 0)
    holder.rollback()
  }

  @Test func savepointKeepsWhatCameBefore() throws {
    try table([21, 22])
    try connection.begin()
    #expect(connection.inTransaction)
    try connection.execute(Self.add, [1, 21])
    try connection.savepoint()
    try connection.execute(Self.add, [1, 22])
    try connection.rollbackToSavepoint()
    try connection.commit()
    #expect(!connection.inTransaction)
    #expect(try value(21) == 1)
    #expect(try value(22) == 0)
  }

  @Test func misuseIsRefused() throws {
    #expect(throws: DatabaseError.self) { try connection.commit() }
    #expect(throws: DatabaseError.self) { try connection.savepoint() }
    connection.rollback()
    try connection.begin()
    #expect(throws: DatabaseError.self) { try connection.begin() }
    #expect(throws: DatabaseError.self) { try Retry.transaction(on: connection) {} }
    #expect(connection.inTransaction)
    connection.rollback()
  }

  @Test func anErrorOfTheBodyRollsBackAndIsThrown() throws {
    try table([31])
    struct Refusal: Error {}
    #expect(throws: Refusal.self) {
      try Retry.transaction(on: connection) {
        try connection.execute(Self.add, [1, 31])
        throw Refusal()
      }
    }
    #expect(!connection.inTransaction)
    #expect(try value(31) == 0)
  }

  @Test func affectedRowsCountsChanges() throws {
    try table([41])
    let set = SQL("account.set", "UPDATE account SET n = ? WHERE id = ?")
    #expect(try connection.execute(set, [5, 41]).affectedRows == 1)
    #expect(try connection.execute(set, [5, 41]).affectedRows == 0)
    #expect(try connection.execute(set, [5, 4141]).affectedRows == 0)
  }

  /// N threads take from one stock with the house's conditional update: never below zero, and the
  /// sum of what they were granted is what is gone. The seed of each run is printed on failure.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func conditionalUpdatesLoseNothing(seed: UInt64) throws {
    let id = Int64(clamping: 100 + seed)
    try table([id])
    try connection.execute(Self.add, [500, .int(id)])
    let take = SQL("account.take", "UPDATE account SET n = n - ? WHERE id = ? AND n >= ?")
    let granted = Atomic<Int>(0)
    let failures = Atomic<Int>(0)
    onThreads(6) { [server] index in
      let connection = server.connect()
      var random = SeededGenerator(seed: seed &* 1000 &+ UInt64(index))
      for _ in 0..<40 {
        let amount = Int.random(in: 1...5, using: &random)
        do {
          let outcome = try Retry.transaction(on: connection) {
            try connection.execute(take, [.of(amount), .of(id), .of(amount)])
          }
          granted.wrappingAdd(outcome.affectedRows * amount, ordering: .relaxed)
        } catch { failures.wrappingAdd(1, ordering: .relaxed) }
      }
    }
    #expect(failures.load(ordering: .relaxed) == 0, "seed \(seed)")
    let gone = 500 - (try value(id) ?? -1)
    #expect(gone == granted.load(ordering: .relaxed), "seed \(seed)")
    #expect(gone <= 500 && gone > 400, "seed \(seed)")
  }
}
