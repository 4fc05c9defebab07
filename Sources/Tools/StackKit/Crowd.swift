import Foundation
import Synchronization

/// Threads that all work at once, as many clients do.
///
/// Not `DispatchQueue.concurrentPerform`: that runs no more at a time than there are cores.
package enum Crowd {
  /// Runs `work` on `count` threads, each with its number from 0, and waits for all of them.
  ///
  /// - Returns: what they returned, by number
  /// - Throws: the error of the lowest number that threw, once all have ended
  @discardableResult
  package static func run<Value: Sendable, Failure: Error>(
    _ count: Int, _ work: @escaping @Sendable (Int) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    let results = Results<Value, Failure>(count)
    let done = DispatchGroup()
    for number in 0..<count {
      done.enter()
      Thread {
        results.set(number, Result { () throws(Failure) in try work(number) })
        done.leave()
      }.start()
    }
    done.wait()
    var values: [Value] = []
    for result in results.all() { values.append(try result.get()) }
    return values
  }

  private final class Results<Value: Sendable, Failure: Error>: Sendable {
    private let results: Mutex<[Result<Value, Failure>?]>

    init(_ count: Int) { results = Mutex(Array(repeating: nil, count: count)) }

    func set(_ number: Int, _ result: Result<Value, Failure>) {
      results.withLock { $0[number] = result }
    }

    func all() -> [Result<Value, Failure>] { results.withLock { $0.compactMap { $0 } } }
  }
}
