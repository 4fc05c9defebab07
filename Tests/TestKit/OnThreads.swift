import Foundation

/// Runs `count` blocking bodies, each on a thread of its own, and waits for all.
package func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
  let threads = (0..<count).map { index in
    let done = DispatchSemaphore(value: 0)
    Thread {
      body(index)
      done.signal()
    }.start()
    return done
  }
  for thread in threads { thread.wait() }
}
