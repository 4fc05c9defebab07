import Foundation
import Glibc
import Processes
import StackKit

/// Clients that are too many or too slow.
enum LimitChecks {
  /// One address holds as many requests open as limits.conf allows, and is refused the next.
  static func connections(_ scene: SecurityScene) throws -> [String] {
    var options = StackOptions(directory: scene.stack.layout.root + "-limited")
    options.endsWithStarter = true
    options.rateLimit = .perSecond(100)
    options.parts = ["nginx"]
    let stack = try Stack.start(options)
    defer {
      try? stack.shutdown()
      try? FileManager.default.removeItem(atPath: options.directory)
    }
    let client = HTTPClient(port: stack.port, timeout: 5)
    var findings: [String] = []
    if try client.get("/health").status == 429 { findings.append("the first request is refused") }
    // Their bodies never come, so Nginx holds them open.
    let head = "POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"
    let open = try (0..<400).map { _ in
      let descriptor = try UnixSocket.connect(port: stack.port)
      Descriptor.write(Array(head.utf8), to: descriptor)
      return descriptor
    }
    var answer = APIAnswer(try client.get("/health"))
    @discardableResult func comesToAnswer(_ isWanted: (Int) -> Bool) throws -> Bool {
      try comesTrue(within: 5, everyMilliseconds: 20) {
        answer = APIAnswer(try client.get("/health"))
        return isWanted(answer.status)
      }
    }
    try comesToAnswer { $0 == 429 }
    if answer.status != 429 || answer.error != "rate.limited" {
      findings.append("request 401 at once: \(answer.status)")
    }
    for descriptor in open { close(descriptor) }
    if try !comesToAnswer({ $0 != 429 }) {
      findings.append("refused although nobody holds anything open")
    }
    return findings
  }

  /// 500 clients that drip headers, drip bodies, or do not read; others are served as ever, and the
  /// slow ones are let go.
  static func slowClients(_ scene: SecurityScene) throws -> [String] {
    let port = scene.stack.port
    let heads = [
      "GET /item/list HTTP/1.1\r\nHost: x\r\n",
      "POST /user/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + "Content-Length: 1000\r\n\r\n",
      "GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n",
    ]
    let clients = try (0..<500).map { index in
      let descriptor = try UnixSocket.connect(port: port)
      Descriptor.write(Array(heads[index % heads.count].utf8), to: descriptor)
      return descriptor
    }
    defer { clients.forEach { close($0) } }
    let admin = scene.admin()
    var slowest = 0.0
    let began = Date()
    while Date().timeIntervalSince(began) < 6.5 {
      for (index, client) in clients.enumerated() where index % 3 != 2 {
        Descriptor.write([UInt8(ascii: "a")], to: client)
      }
      let asked = Date()
      guard try admin.get("/item/list").status == 200 else { return ["others are not served"] }
      slowest = max(slowest, Date().timeIntervalSince(asked))
      usleep(300_000)
    }
    var findings = slowest < 2 ? [] : ["others waited \(slowest) s"]
    // Headers have 5 s in all, however they drip.
    let kept = clients.indices.filter { $0 % 3 == 0 && !isClosed(clients[$0]) }.count
    if kept > 0 { findings.append("\(kept) clients still drip headers after 6 s") }
    return findings
  }

  private static func isClosed(_ descriptor: Int32) -> Bool {
    var byte: UInt8 = 0
    let count = recv(descriptor, &byte, 1, Int32(MSG_DONTWAIT))
    return count > 0 || count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK)
  }
}
