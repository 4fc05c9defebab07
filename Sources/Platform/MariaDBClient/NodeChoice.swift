import Glibc
import Synchronization
import Threads

/// Which node of a cluster the connections of a process use: the first in the list that is ready.
///
/// All connections made from one `DatabaseOptions` share it. One node at a time is written to: a
/// cluster does not pass on what `SELECT … FOR UPDATE` locks. Every program follows the same rule
/// from what it sees itself, and needs no memory of what was before; so one that has just started
/// agrees with those that run for weeks. While the choice is not the first node, a thread asks
/// those before it once a second, and returns to one that was ready three times running. Any
/// thread.
final class NodeChoice: Sendable {
  /// A node that starts and ends over and over must not draw everybody to and fro.
  private static let timesReady = 3
  private static let watchSeconds: UInt32 = 1

  private let chosen = Atomic<Int>(0)
  private let isWatched = Atomic<Bool>(false)

  /// The place in the list.
  var index: Int { chosen.load(ordering: .relaxed) }

  /// In which order to try `count` nodes: from the chosen one on, then those before it.
  func order(of count: Int) -> [Int] {
    let first = index
    return (0..<count).map { (first + $0) % count }
  }

  /// A connection found this node ready, and not the one that was chosen.
  func choose(_ index: Int, insteadOf old: Int, _ options: DatabaseOptions) {
    // Another thread may have been faster; then its choice stands.
    _ = chosen.compareExchange(expected: old, desired: index, ordering: .relaxed)
    if self.index > 0 { watch(options) }
  }

  private func watch(_ options: DatabaseOptions) {
    guard claimWatch() else { return }
    let thread = BackgroundThread.start(name: "nodes") { [self] in
      let connections = options.endpoints.map { endpoint in
        var single = options
        single.endpoints = [endpoint]
        single.choice = nil
        single.readSeconds = options.connectSeconds
        return DatabaseConnection(settings: single)
      }
      repeat { watch(with: connections) } while isNeededAgain
    }
    if thread == nil { isWatched.store(false, ordering: .relaxed) }
  }

  /// Asks the nodes before the chosen one until the first of all is chosen again.
  private func watch(with connections: [DatabaseConnection]) {
    var timesReady = connections.map { _ in 0 }
    while index > 0 {
      sleep(Self.watchSeconds)
      for (place, connection) in connections.enumerated() where place < index {
        timesReady[place] = connection.isReady ? timesReady[place] + 1 : 0
        if timesReady[place] >= Self.timesReady { chosen.store(place, ordering: .relaxed) }
      }
    }
    isWatched.store(false, ordering: .relaxed)
  }

  /// Whether another node was chosen just as the thread ended; it then goes on.
  private var isNeededAgain: Bool { index > 0 && claimWatch() }

  private func claimWatch() -> Bool {
    isWatched.compareExchange(expected: false, desired: true, ordering: .relaxed).exchanged
  }
}
