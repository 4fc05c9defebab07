import Foundation
import Glibc
import Processes
import StackKit

/// Speaks FastCGI to a responder's socket as Nginx does, to try what Nginx would not let through.
enum ResponderClient {
  /// One request on a connection of its own.
  ///
  /// - Parameter parameters: on top of those that every request has, or instead of them
  static func call(
    _ world: BadInputWorld, _ centre: String, _ parameters: [String: String], body: [UInt8] = []
  ) throws -> APIAnswer {
    var all = [
      "REQUEST_METHOD": "POST", "CONTENT_TYPE": "application/json", "QUERY_STRING": "",
      "CONTENT_LENGTH": "\(body.count)", "REMOTE_ADDR": "127.0.0.1", "ERP_REQUEST_ID": "direct",
      "ERP_USER_ID": "1", "ERP_USER_NAME": "admin", "ERP_ORG_ID": "1", "ERP_ORG_SCOPE": "*",
      "ERP_PERMISSIONS": "*", "ERP_SESSION_ID": "1",
    ]
    all.merge(parameters) { $1 }
    all["REQUEST_URI"] = all["DOCUMENT_URI"]
    let pairs = all.filter { $0.value != absent }
    var bytes: [UInt8] = record(1, [0, 1, 0, 0, 0, 0, 0, 0])
    bytes += record(4, pairs.flatMap { pair($0.key, $0.value) }) + record(4, [])
    for start in stride(from: 0, to: body.count, by: 65_000) {
      bytes += record(5, Array(body[start..<min(start + 65_000, body.count)]))
    }
    bytes += record(5, [])
    let descriptor = try UnixSocket.connect(to: world.stack.layout.socket(centre))
    defer { close(descriptor) }
    UnixSocket.setTimeout(40, on: descriptor)
    Descriptor.write(bytes, to: descriptor)
    return APIAnswer(answer(Descriptor.readToEnd(descriptor)))
  }

  /// Stands for a parameter that is not sent.
  static let absent = "\u{0}absent"

  private static func record(_ type: UInt8, _ content: [UInt8]) -> [UInt8] {
    [1, type, 0, 1, UInt8(content.count >> 8), UInt8(content.count & 255), 0, 0] + content
  }

  private static func pair(_ name: String, _ value: String) -> [UInt8] {
    length(name.utf8.count) + length(value.utf8.count) + Array(name.utf8) + Array(value.utf8)
  }

  private static func length(_ count: Int) -> [UInt8] {
    count < 128
      ? [UInt8(count)]
      : [
        UInt8(count >> 24 | 0x80), UInt8(count >> 16 & 255), UInt8(count >> 8 & 255),
        UInt8(count & 255),
      ]
  }

  /// What the standard output records say: head lines, a blank line, the body.
  private static func answer(_ bytes: [UInt8]) -> HTTPAnswer {
    var output: [UInt8] = []
    var at = 0
    while at + 8 <= bytes.count {
      let length = Int(bytes[at + 4]) << 8 | Int(bytes[at + 5])
      let end = min(at + 8 + length, bytes.count)
      if bytes[at + 1] == 6 { output += bytes[at + 8..<end] }
      at = end + Int(bytes[at + 6])
    }
    let text = String(decoding: output, as: UTF8.self)
    let parts = text.components(separatedBy: "\r\n\r\n")
    let headers = parts[0].components(separatedBy: "\r\n").compactMap { line in
      line.firstIndex(of: ":").map {
        (
          name: String(line[..<$0]),
          value: line[line.index(after: $0)...].trimmingCharacters(in: .whitespaces)
        )
      }
    }
    let status = headers.first { $0.name == "Status" }.flatMap { Int($0.value.prefix(3)) }
    // Nginx adds the request's id to every answer; here it is added in its place.
    return HTTPAnswer(
      status: status ?? 0, headers: headers + [("X-Request-Id", "direct")],
      body: Array(parts.dropFirst().joined(separator: "\r\n\r\n").utf8))
  }
}
