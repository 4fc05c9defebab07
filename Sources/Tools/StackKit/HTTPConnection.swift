import Foundation
import Glibc
import Processes

/// One TCP connection that speaks HTTP/1.1, and what has been read ahead on it.
final class HTTPConnection {
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  init(host: String, port: Int, timeout: Double) throws(HTTPFault) {
    guard let descriptor = try? UnixSocket.connect(port: port, host: host) else {
      throw .cannotConnect
    }
    self.descriptor = descriptor
    UnixSocket.setTimeout(timeout, on: descriptor)
  }

  func end() {
    close(descriptor)
  }

  func write(_ bytes: [UInt8]) {
    // A server that refuses early closes its side; what it said is read all the same.
    Descriptor.write(bytes, to: descriptor)
  }

  func readAnswer(isHead: Bool) throws(HTTPFault) -> HTTPAnswer {
    while true {
      let answer = try readOne(isHead: isHead)
      // 100 Continue and its kin come before the answer.
      if answer.status >= 200 { return answer }
    }
  }

  private func readOne(isHead: Bool) throws(HTTPFault) -> HTTPAnswer {
    let lines = try readHead()
    let words = lines[0].split(separator: " ", maxSplits: 2)
    guard words.count >= 2, let status = Int(words[1]) else {
      throw .noAnswer(received: Array(lines[0].utf8))
    }
    let headers = lines.dropFirst().compactMap { line -> HTTPClient.Header? in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return (
        String(line[..<colon]),
        line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      )
    }
    let head = HTTPAnswer(status: status, headers: headers, body: [])
    if isHead || status == 204 || status == 304 || status < 200 { return head }
    let body: [UInt8]
    if head.header("Transfer-Encoding")?.lowercased() == "chunked" {
      body = try readChunks()
    } else if let length = head.header("Content-Length").flatMap({ Int($0) }) {
      body = try take(length)
    } else {
      body = buffer + Descriptor.readToEnd(descriptor)
      buffer = []
    }
    return HTTPAnswer(status: status, headers: headers, body: body)
  }

  private func readHead() throws(HTTPFault) -> [String] {
    var lines: [String] = []
    while true {
      let line = try readLine()
      if line.isEmpty && !lines.isEmpty { return lines }
      if !line.isEmpty { lines.append(line) }
    }
  }

  private func readLine() throws(HTTPFault) -> String {
    while true {
      if let end = buffer.firstIndex(of: 10) {
        var line = buffer[..<end]
        if line.last == 13 { line.removeLast() }
        let text = String(decoding: line, as: UTF8.self)
        buffer.removeSubrange(...end)
        return text
      }
      try fill()
    }
  }

  private func readChunks() throws(HTTPFault) -> [UInt8] {
    var body: [UInt8] = []
    while true {
      let line = try readLine().prefix { $0 != ";" }
      guard let size = Int(line, radix: 16) else { throw .noAnswer(received: Array(line.utf8)) }
      body += try take(size)
      _ = try readLine()
      if size == 0 { return body }
    }
  }

  private func take(_ count: Int) throws(HTTPFault) -> [UInt8] {
    while buffer.count < count { try fill() }
    let taken = Array(buffer[..<count])
    buffer.removeSubrange(..<count)
    return taken
  }

  private func fill() throws(HTTPFault) {
    guard let part = Descriptor.read(descriptor), !part.isEmpty else {
      throw .noAnswer(received: buffer)
    }
    buffer += part
  }
}
