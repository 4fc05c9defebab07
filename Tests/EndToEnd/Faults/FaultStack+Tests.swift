import FaultKit
import StackKit
import Testing

extension FaultStack {
  private static let shared = Result { try start("faults") }

  /// The stack that the fault tests of one test process share.
  static func get() throws -> FaultStack { try shared.get() }

  /// One in a folder of its own.
  static func start(
    _ name: String, orderTTLSeconds: Int = 900, clocks: FalseClocks? = nil
  ) throws -> FaultStack {
    try start(
      directory: SharedStack.directory(name), orderTTLSeconds: orderTTLSeconds, clocks: clocks)
  }

  /// The invariants, with nothing excused as being on its way.
  func audit() throws {
    let result = try stack.operate("audit", "--grace", "0")
    #expect(result.status == 0, "\(result.output)\(result.errors)")
  }
}
