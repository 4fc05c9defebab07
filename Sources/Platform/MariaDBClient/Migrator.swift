import Glibc

/// Brings a database's schema up to date from a folder of `NNNN_room__what.sql` files.
///
/// Files run in the order of their numbers; each statement is a step, and is recorded in
/// `schema_migration`, so that a run that was cut short goes on where it stopped. A step that
/// changes rows is one transaction with its record. A step that changes the schema commits by
/// itself; when a run dies between the step and its record, the next one takes "is already there"
/// (or "is already gone") from the server as the answer that it was done.
///
/// Of several migrators one works at a time: it holds a lease on a row, by the database's clock.
/// Use a connection made with `DatabaseOptions.unhurried`.
package struct Migrator {
  /// What is about to happen.
  package enum Progress: Sendable, Equatable {
    /// Another migrator holds the lease.
    case waiting
    case step(file: String, number: Int, of: Int)
  }

  private let ledger: MigrationLedger
  private let directory: String
  private let leaseSeconds: Int

  /// - Parameter leaseSeconds: how long a migrator that died may hold up the next one
  package init(connection: DatabaseConnection, directory: String, leaseSeconds: Int = 60) {
    let owner = String(UInt64.random(in: .min ... .max), radix: 16) + "-\(getpid())"
    ledger = MigrationLedger(connection: connection, owner: owner)
    self.directory = directory
    self.leaseSeconds = leaseSeconds
  }

  /// Names of the files that are not, or not wholly, applied. Changes no schema.
  package func pending() throws(MigrationFault) -> [String] {
    try checked(try ledger.prepare())
    return try plan().filter { !$0.steps.isEmpty }.map(\.file.name)
  }

  /// Names of the files that are, wholly or in part, applied.
  package func applied() throws(MigrationFault) -> Set<String> {
    try checked(try ledger.prepare())
    return Set(try checked(try ledger.entries()).map(\.name))
  }

  /// Applies what is pending.
  /// - Returns: the number of steps applied
  @discardableResult
  package func migrate(
    progress: (Progress) -> Void = { _ in }
  ) throws(MigrationFault) -> Int {
    try checked(try ledger.prepare())
    try takeLease(progress)
    defer { try? ledger.release() }
    var applied = 0
    for work in try plan() {
      for number in work.steps {
        progress(.step(file: work.file.name, number: number, of: work.file.statements.count))
        try run(work, step: number)
        applied += 1
      }
    }
    return applied
  }

  /// A file, and the numbers of its steps that are still to do.
  private struct Work {
    let file: MigrationFile
    let checksum: String
    let steps: [Int]
  }

  /// Compares the folder with the record; refuses a past that was changed.
  private func plan() throws(MigrationFault) -> [Work] {
    let files = try MigrationFile.all(in: directory)
    let entries = try checked(try ledger.entries())
    if let gone = entries.first(where: { entry in !files.contains { $0.version == entry.version } })
    {
      throw .missing(gone.name)
    }
    var plan: [Work] = []
    for file in files {
      let checksum = try checked(try ledger.checksum(of: file.text))
      let past = entries.filter { $0.version == file.version }
      if let other = past.first(where: { $0.checksum != checksum || $0.name != file.name }) {
        throw .changed(other.name)
      }
      let done = Set(past.filter(\.isApplied).map(\.step))
      let steps = (1...max(1, file.statements.count)).filter {
        $0 <= file.statements.count && !done.contains($0)
      }
      plan.append(Work(file: file, checksum: checksum, steps: steps))
    }
    return plan
  }

  private func run(_ work: Work, step: Int) throws(MigrationFault) {
    let entry = MigrationLedger.Entry(
      version: work.file.version, step: step, name: work.file.name, checksum: work.checksum,
      isApplied: false)
    guard try checked(try ledger.lease(seconds: leaseSeconds)) else { throw .busy }
    let isFirstTry = try checked(try ledger.begin(entry))
    do {
      try apply(work.file.statements[step - 1], entry)
    } catch {
      // With the value, such as the name that is there twice: whoever migrates has to find it.
      let said = (try? ledger.connection.administer("SHOW ERRORS"))?.first?.last ?? nil
      ledger.connection.rollback()
      do {
        if !isFirstTry, error.saysAlreadyDone {
          try ledger.finish(entry)
          return
        }
        // Refused as a whole: there is nothing to go on with. After a loss nobody knows.
        if error.kind != .unavailable, error.kind != .commitUnknown { try ledger.withdraw(entry) }
      } catch {}
      throw .failed(
        file: work.file.name, step: step, of: work.file.statements.count,
        said ?? error.message, error)
    }
  }

  private func apply(_ statement: String, _ entry: MigrationLedger.Entry) throws(DatabaseError) {
    try ledger.connection.begin()
    try ledger.connection.administer(statement)
    try ledger.finish(entry)
    try ledger.connection.commit()
  }

  private func takeLease(_ progress: (Progress) -> Void) throws(MigrationFault) {
    let deadline = ContinuousClock.now + .seconds(leaseSeconds + 30)
    var hasTold = false
    while try !checked(try ledger.lease(seconds: leaseSeconds)) {
      if ContinuousClock.now > deadline { throw .busy }
      if !hasTold { progress(.waiting) }
      hasTold = true
      usleep(100_000)
    }
  }

  private func checked<T>(
    _ value: @autoclosure () throws(DatabaseError) -> T
  ) throws(MigrationFault) -> T {
    do { return try value() } catch { throw .database(error) }
  }
}

extension DatabaseError {
  /// Table, column, key or primary key there already, or gone already.
  fileprivate var saysAlreadyDone: Bool {
    [1050, 1051, 1060, 1061, 1068, 1091, 1826].contains(code)
  }
}
