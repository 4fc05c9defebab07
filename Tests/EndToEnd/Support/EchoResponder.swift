import Foundation
import Glibc
import Processes
import StackKit

/// A responder for tests of Nginx: speaks just enough FastCGI, remembers each request's parameters,
/// and answers what the test says.
final class EchoResponder: @unchecked Sendable {
  struct Request: Sendable {
    var parameters: [String: String] = [:]
    var body: [UInt8] = []
  }

  enum Reply: Sendable {
    /// Header lines (with `Status: …`) and body.
    case answer(headers: [String], body: String)
    /// Hangs up without a word, as a responder that dies does.
    case hangUp
  }

  private let listener: Int32
  private let lock = NSLock()
  private var seen: [Request] = []
  private var connections: [Int32] = []
  private let reply: @Sendable (Request) -> Reply

  init(at path: String, _ reply: @escaping @Sendable (Request) -> Reply) throws {
    self.reply = reply
    listener = try UnixSocket.listen(at: path)
    Thread { [self] in acceptAll() }.start()
  }

  /// What has come since the last call.
  func take() -> [Request] {
    lock.withLock {
      defer { seen = [] }
      return seen
    }
  }

  /// Ends, as a node that goes down does: nobody listens, and what was open is cut.
  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    lock.withLock {
      for connection in connections { shutdown(connection, Int32(SHUT_RDWR)) }
    }
  }

  private func acceptAll() {
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { return }
      Descriptor.closeOnExec(connection)
      lock.withLock { connections.append(connection) }
      Thread { [self] in
        while serve(connection) {}
        lock.withLock { connections.removeAll { $0 == connection } }
        // Also when a process started meanwhile has inherited it.
        shutdown(connection, Int32(SHUT_RDWR))
        close(connection)
      }.start()
    }
  }

  /// One request. False when the connection is to be closed.
  private func serve(_ connection: Int32) -> Bool {
    var request = Request()
    var parameters: [UInt8] = []
    var keeps = false
    while true {
      guard let head = read(connection, 8) else { return false }
      let length = Int(head[4]) << 8 | Int(head[5])
      guard let content = read(connection, length), read(connection, Int(head[6])) != nil else {
        return false
      }
      switch head[1] {
      case 1: keeps = content[2] & 1 == 1
      case 4: parameters += content
      case 5 where !content.isEmpty: request.body += content
      case 5:
        request.parameters = Self.decode(parameters)
        lock.withLock { seen.append(request) }
        guard case .answer(let headers, let body) = reply(request) else { return false }
        let text = headers.map { $0 + "\r\n" }.joined() + "\r\n" + body
        send(connection, record: 6, Array(text.utf8), id: head[3])
        send(connection, record: 6, [], id: head[3])
        send(connection, record: 3, [UInt8](repeating: 0, count: 8), id: head[3])
        return keeps
      default: break
      }
    }
  }

  private func read(_ connection: Int32, _ count: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < count {
      guard let part = Descriptor.read(connection, maximum: count - bytes.count), !part.isEmpty
      else { return nil }
      bytes += part
    }
    return bytes
  }

  private func send(_ connection: Int32, record: UInt8, _ content: [UInt8], id: UInt8) {
    let length = [UInt8(content.count >> 8), UInt8(content.count & 255)]
    Descriptor.write([1, record, 0, id] + length + [0, 0] + content, to: connection)
  }

  /// Name and value pairs, each with a length of one byte, or of four when the first bit is set.
  private static func decode(_ bytes: [UInt8]) -> [String: String] {
    var found: [String: String] = [:]
    var at = 0
    func length() -> Int {
      if bytes[at] & 0x80 == 0 {
        at += 1
        return Int(bytes[at - 1])
      }
      at += 4
      return bytes[at - 4..<at].reduce(0) { $0 << 8 | Int($1) } & 0x7fff_ffff
    }
    while at < bytes.count {
      let name = length()
      let value = length()
      let text = String(decoding: bytes[at..<at + name], as: UTF8.self)
      found[text] = String(decoding: bytes[at + name..<at + name + value], as: UTF8.self)
      at += name + value
    }
    return found
  }
}
