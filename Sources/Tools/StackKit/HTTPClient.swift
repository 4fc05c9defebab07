import Foundation
import Glibc

/// An HTTP answer.
package struct HTTPAnswer: Sendable {
  package let status: Int
  /// As sent, in order.
  package let headers: [(name: String, value: String)]
  package let body: [UInt8]

  package init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  package var text: String { String(decoding: body, as: UTF8.self) }

  /// The first header of that name, in any case.
  package func header(_ name: String) -> String? {
    headers(name).first
  }

  package func headers(_ name: String) -> [String] {
    headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
  }

  /// The body as JSON (dictionaries, arrays, strings, numbers), or nil.
  package var json: Any? {
    try? JSONSerialization.jsonObject(with: Data(body), options: [.fragmentsAllowed])
  }
}

/// Why no answer came.
package enum HTTPFault: Error, Equatable {
  case cannotConnect
  /// The connection ended, or nothing came in time; `received` came before.
  case noAnswer(received: [UInt8])
}

/// A small blocking HTTP/1.1 client for tests and tools. Keeps one connection open; not for use
/// by two threads at once.
package final class HTTPClient {
  package typealias Header = (name: String, value: String)

  private let host: String
  private let port: Int
  private let timeout: Double
  private var connection: HTTPConnection?

  /// - Parameters:
  ///   - host: an address of this machine
  ///   - timeout: seconds that a single read or write may wait.
  package init(host: String = "127.0.0.1", port: Int, timeout: Double = 30) {
    self.host = host
    self.port = port
    self.timeout = timeout
  }

  deinit { connection?.end() }

  package func get(
    _ path: String, headers: [Header] = []
  ) throws(HTTPFault) -> HTTPAnswer {
    try send("GET", path, headers: headers)
  }

  /// Sends a request and reads the answer. A kept connection that the server has closed meanwhile
  /// is replaced once, when nothing at all came back.
  package func send(
    _ method: String, _ path: String, headers: [Header] = [], body: [UInt8]? = nil
  ) throws(HTTPFault) -> HTTPAnswer {
    var head = "\(method) \(path) HTTP/1.1\r\nHost: \(host):\(port)\r\n"
    for header in headers { head += "\(header.name): \(header.value)\r\n" }
    if let body { head += "Content-Length: \(body.count)\r\n" }
    let bytes = Array((head + "\r\n").utf8) + (body ?? [])
    let reused = connection != nil
    do {
      return try exchange(bytes, isHead: method == "HEAD")
    } catch .noAnswer(received: []) where reused {
      return try exchange(bytes, isHead: method == "HEAD")
    }
  }

  /// Sends exactly these bytes on a connection of their own and reads one answer: for requests
  /// that no well-behaved client makes.
  package func raw(_ bytes: [UInt8]) throws(HTTPFault) -> HTTPAnswer {
    let connection = try HTTPConnection(host: host, port: port, timeout: timeout)
    defer { connection.end() }
    connection.write(bytes)
    return try connection.readAnswer(isHead: false)
  }

  /// Sends the body in chunks of the given sizes (Transfer-Encoding: chunked).
  package func sendChunked(
    _ method: String, _ path: String, headers: [Header] = [], chunks: [[UInt8]]
  ) throws(HTTPFault) -> HTTPAnswer {
    var head = "\(method) \(path) HTTP/1.1\r\nHost: \(host):\(port)\r\n"
    for header in headers { head += "\(header.name): \(header.value)\r\n" }
    var bytes = Array((head + "Transfer-Encoding: chunked\r\n\r\n").utf8)
    for chunk in chunks where !chunk.isEmpty {
      bytes += Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + [13, 10]
    }
    return try exchange(bytes + Array("0\r\n\r\n".utf8), isHead: false)
  }

  /// Sends these bytes (say, a head and half of its body) and hangs up.
  package func sendAndAbort(_ bytes: [UInt8]) throws(HTTPFault) {
    let connection = try HTTPConnection(host: host, port: port, timeout: timeout)
    connection.write(bytes)
    connection.end()
  }

  private func exchange(_ bytes: [UInt8], isHead: Bool) throws(HTTPFault) -> HTTPAnswer {
    let used: HTTPConnection
    if let connection {
      used = connection
    } else {
      used = try HTTPConnection(host: host, port: port, timeout: timeout)
    }
    connection = nil
    used.write(bytes)
    let answer: HTTPAnswer
    do {
      answer = try used.readAnswer(isHead: isHead)
    } catch {
      used.end()
      throw error
    }
    if answer.header("Connection")?.lowercased() == "close" {
      used.end()
    } else {
      connection = used
    }
    return answer
  }
}
