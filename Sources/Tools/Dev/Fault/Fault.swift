import FaultKit
import Kernel
import StackKit

/// A fault that the system has to survive, by its number in the list of 36.
struct Fault: Sendable {
  enum Way: Sendable {
    /// Done to the stack, under load; throws when the system does not bear it as it should.
    case done(@Sendable (inout FaultScene) throws -> Void)
    /// Not part of this run: what tests it instead, or why it is not tried.
    case elsewhere(String)
  }

  let number: Int
  let name: String
  let way: Way

  init(_ number: Int, _ name: String, _ body: @escaping @Sendable (inout FaultScene) throws -> Void)
  {
    self.number = number
    self.name = name
    way = .done(body)
  }

  init(_ number: Int, _ name: String, elsewhere reason: String) {
    self.number = number
    self.name = name
    way = .elsewhere(reason)
  }
}

/// Where a fault happens: the stack under load, and the dice.
struct FaultScene {
  var faults: FaultStack
  var random: SeededGenerator
  var stack: Stack { faults.stack }

  mutating func pick<Value>(_ values: [Value]) throws -> Value {
    guard let value = values.randomElement(using: &random) else { throw StackFault("no choice") }
    return value
  }

  mutating func seconds(_ range: ClosedRange<Double>) -> UInt32 {
    UInt32(Double.random(in: range, using: &random) * 1_000_000)
  }

  /// Refuses what should not have been.
  func expect(_ isRight: Bool, _ what: @autoclosure () -> String) throws {
    if !isRight { throw StackFault(what()) }
  }

  /// The processes that answer requests, as the stack names them.
  func responders() throws -> [String] {
    let others: Set = ["mariadb", "redis", "nginx", "relay", "worker"]
    return try stack.status().map(\.name).filter { !others.contains($0) }.sorted()
  }
}
