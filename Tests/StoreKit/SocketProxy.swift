import Foundation
import Synchronization

/// Stands between a client and a server on unix sockets, and cuts the line when the client sends
/// a given word: before or after passing it on. The word's answer never arrives.
package final class SocketProxy: Sendable {
  package enum Cut: Sendable { case before, after }

  package let path: String
  private let listener: Int32
  private let open = Atomic<Bool>(true)
  private let armed = Mutex<(word: [UInt8], cut: Cut)?>(nil)

  package init(path: String, to target: String) throws {
    self.path = path
    listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard Self.call(bind, listener, path) == 0, listen(listener, 16) == 0 else {
      throw POSIXError(.EADDRINUSE)
    }
    Thread { [self] in
      while case let client = accept(listener, nil, nil), client >= 0 {
        guard isOpen else {
          close(client)
          continue
        }
        let server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard Self.call(connect, server, target) == 0 else {
          close(client)
          continue
        }
        Thread { self.pump(from: server, to: client, watching: false) }.start()
        Thread { self.pump(from: client, to: server, watching: true) }.start()
      }
    }.start()
  }

  /// Whether new connections are let through.
  package var isOpen: Bool {
    get { open.load(ordering: .sequentiallyConsistent) }
    set { open.store(newValue, ordering: .sequentiallyConsistent) }
  }

  /// The next time the client sends `word`, the line is cut.
  package func cut(_ cut: Cut, at word: String) {
    armed.withLock { $0 = (Array(word.utf8), cut) }
  }

  private func pump(from source: Int32, to target: Int32, watching: Bool) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(source, &buffer, buffer.count), count > 0 {
      let cut = watching ? due(buffer[..<count]) : nil
      if cut == .after {
        // The client's side goes first, so that it cannot see the answer.
        shutdown(source, Int32(SHUT_RDWR))
        _ = write(target, buffer, count)
        usleep(200_000)
      }
      if cut != nil { break }
      guard write(target, buffer, count) == count else { break }
    }
    shutdown(source, Int32(SHUT_RDWR))
    shutdown(target, Int32(SHUT_RDWR))
  }

  private func due(_ bytes: ArraySlice<UInt8>) -> Cut? {
    armed.withLock { armed in
      guard let (word, cut) = armed, bytes.firstRange(of: word) != nil else { return nil }
      armed = nil
      return cut
    }
  }

  private static func call(
    _ function: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32, _ descriptor: Int32,
    _ path: String
  ) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafeBytes(of: address) {
      guard let start = $0.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return -1 }
      return function(descriptor, start, socklen_t(MemoryLayout<sockaddr_un>.size))
    }
  }
}
