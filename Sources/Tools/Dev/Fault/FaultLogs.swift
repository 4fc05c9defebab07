import Foundation
import StackKit

/// What the programs of a stack said, for whoever looks for the cause when the stack is gone.
enum FaultLogs {
  /// Copies them to a folder of `.build/`, in place of what an earlier run left there.
  static func keep(of stack: Stack, as name: String) {
    keep(folder: stack.layout.logs, in: stack.installation, as: name)
  }

  static func keep(folder: String, in installation: Installation, as name: String) {
    let kept = installation.source + "/.build/" + name
    try? FileManager.default.removeItem(atPath: kept)
    guard (try? FileManager.default.copyItem(atPath: folder, toPath: kept)) != nil else { return }
    say("logs: \(kept)")
  }
}
