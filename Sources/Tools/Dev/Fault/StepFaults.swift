import Foundation
import Processes
import StackKit

/// Death in the middle of an order, between any two of its steps.
///
/// The product has no fail points: strace ends the order centre before what would be the so-manieth
/// word of one of its threads to MariaDB, Redis or Nginx, which is after the step before it. The
/// load goes on meanwhile, and its clients repeat with their keys what was not answered.
enum StepFaults {
  /// An order of three lines with its key says some thirty; above that, the next request is hit.
  private static let steps = 1...40
  /// Deaths each time the fault is drawn.
  private static let deaths = 6
  private static let attachSeconds = 10

  static func dieAfterAnyStep(_ scene: inout FaultScene) throws {
    for _ in 0..<deaths {
      let step = Int.random(in: steps, using: &scene.random)
      guard let pid = try scene.stack.pid("order") else { throw StackFault("order does not run") }
      let trace = try Command.run([
        "timeout", "\(attachSeconds)", "strace", "--quiet=all", "--follow-forks",
        "--attach=\(pid)", "--trace=sendto,write,writev", "--output=/dev/null",
        "--inject=sendto,write,writev:signal=KILL:when=\(step)",
      ])
      try scene.expect(trace.status != 124, "no request in \(attachSeconds) s: \(trace.errors)")
      try scene.faults.awaitAnother("order", than: pid)
      usleep(scene.seconds(0.1...0.4))
    }
  }
}
