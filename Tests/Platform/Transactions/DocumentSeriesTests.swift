import MariaDBClient
import TestKit
import Testing

@testable import Transactions
@testable import WebAPI

/// Aim: numbers of a series have no gaps, whatever is refused and undone on the way.
@Suite struct DocumentSeriesTests {
  private let series = "series-\(Fresh.number())"

  private var centre: InProcessCentre {
    .posting { [series] call, body in
      let number = try DocumentSeries.next(series, on: call.database)
      if body.n == 0 { throw Problem(.refused) }
      if body.n == 2 { throw Problem(.unavailable) }
      return Note(id: body.id, n: number)
    }
  }

  @Test(arguments: [nil, Fresh.key()])
  func aNumberThatIsUndoneIsDrawnAgain(key: String?) throws {
    #expect(try centre.answer(.note(1, 1)).n == 1)
    #expect(try centre.answer(.note(1, 0, key: key)).status == 409)
    #expect(try centre.answer(.note(1, 2, key: key.map { $0 + "x" })).status == 503)
    #expect(try centre.answer(.note(1, 1)).n == 2)
  }

  @Test func manyAtOnceLeaveNoGap() throws {
    let centre = centre
    let numbers = Tally()
    onThreads(6) { thread in
      guard let worker = try? centre.worker() else { return }
      for index in 0..<20 {
        // A third is refused with its number drawn.
        let reply = worker.answer(.note(1, (index + thread) % 3 == 0 ? 0 : 1))
        if reply.status == 200 { numbers.add() }
      }
    }
    #expect(numbers.value == 80)
    #expect(try centre.answer(.note(1, 1)).n == 81)
  }

  @Test func severalAreDrawnTogether() throws {
    let database = DatabaseConnection(settings: try CallStores.shared.get().databaseOptions)
    #expect(try DocumentSeries.draw(3, of: series, on: database) == 1...3)
    #expect(try DocumentSeries.draw(1, of: series, on: database) == 4...4)
    #expect(try DocumentSeries.next(series, on: database) == 5)
    #expect(try DocumentSeries.draw(0, of: series, on: database) == 6...6)
  }
}
