import Foundation

/// Work on a thread of its own, whose fault comes out at `wait`.
final class Background: @unchecked Sendable {
  private let done = DispatchSemaphore(value: 0)
  private var fault: StackFault?

  init(_ body: @escaping @Sendable () throws(StackFault) -> Void) {
    Thread { [self] in
      do throws(StackFault) {
        try body()
      } catch {
        fault = error
      }
      done.signal()
    }.start()
  }

  func wait() throws(StackFault) {
    done.wait()
    if let fault { throw fault }
  }
}
