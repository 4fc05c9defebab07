import Foundation
import MariaDBClient
import StackKit

/// The floor of a writing scenario: the very statements that the product runs, from a bare loop of
/// clients without Nginx, FastCGI, JSON, validation or Redis.
struct SQLFloor {
  /// What differs from request to request in the recorded statements.
  struct Sample {
    let skus: [Int64]
    /// Document numbers that must be unique.
    let references: [String]
    /// The id that the first INSERT with AUTO_INCREMENT of `idTable` gave.
    let documentID: Int64?
    let idTable: String
  }

  /// Tables whose rows begin with the id that the last row of another table was given.
  static let parents = ["point_spending": "point_change"]

  let statements: [RecordedStatement]
  let sample: Sample
  let options: DatabaseOptions

  /// Transactions a second, and latency in microseconds.
  func run(threads: Int, seconds: Double, skus: [Int64]) -> LoadResult {
    let parts = Crowd.run(threads) { thread in
      var client = FloorClient(floor: self, thread: thread, skus: skus)
      return client.run(seconds: seconds)
    }
    return parts.reduce(into: LoadResult(seconds: seconds)) { $0.add($1) }
  }
}

/// One connection of the floor, on one thread.
private struct FloorClient {
  private let floor: SQLFloor
  private let thread: Int
  private let skus: [Int64]
  private let connection: DatabaseConnection
  private let run = String(UInt32.random(in: .min ... .max), radix: 36)
  private var count = 0

  init(floor: SQLFloor, thread: Int, skus: [Int64]) {
    self.floor = floor
    self.thread = thread
    self.skus = skus
    connection = DatabaseConnection(settings: floor.options)
  }

  mutating func run(seconds: Double) -> LoadResult {
    var result = LoadResult(seconds: seconds)
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
      let began = DispatchTime.now().uptimeNanoseconds
      do {
        try once()
        result.latencies.append(Int((DispatchTime.now().uptimeNanoseconds - began) / 1000))
      } catch {
        result.failures += 1
        result.firstFailure = result.firstFailure ?? "\(error)"
        connection.rollback()
      }
    }
    return result
  }

  private mutating func once() throws {
    count += 1
    let goods = pick(floor.sample.skus.count)
    var ids: [String: Int64] = [:]
    for statement in floor.statements {
      switch statement.kind {
      case .begin: try connection.begin()
      case .commit: try connection.commit()
      case .savepoint: try connection.savepoint()
      case .query(let sql, let values):
        let table = statement.table
        var actual = values.map { replaced($0, goods, ids[floor.sample.idTable] ?? 0) }
        if let parent = table.flatMap({ SQLFloor.parents[$0] }) {
          actual[0] = .int(ids[parent] ?? 0)
        }
        if statement.text.hasPrefix("SELECT") {
          _ = try connection.query(sql, actual) { _ in 0 }
        } else {
          let outcome = try connection.execute(sql, actual)
          if let table { ids[table] = outcome.lastInsertID }
        }
      }
    }
  }

  private func pick(_ number: Int) -> [Int64] {
    var chosen: Set<Int64> = []
    while chosen.count < min(number, skus.count) {
      if let sku = skus.randomElement() { chosen.insert(sku) }
    }
    return chosen.sorted()
  }

  private func replaced(_ value: SQLValue, _ goods: [Int64], _ documentID: Int64) -> SQLValue {
    switch value {
    case .int(let number):
      if let place = floor.sample.skus.firstIndex(of: number) { return .int(goods[place]) }
      if let id = floor.sample.documentID, id == number { return .int(documentID) }
      return value
    case .text(let text):
      // The number alone, or with a word before it: `order:POS-1-…`.
      let number = text.split(separator: ":").last.map(String.init) ?? text
      guard let place = floor.sample.references.firstIndex(of: number) else { return value }
      return .text(text.dropLast(number.count) + "f\(place)-\(run)-\(thread)-\(count)")
    default: return value
    }
  }
}
