import Foundation
import StackKit
import Testing

/// Aim: large bodies are taken from those who may send them, and not too many at a time.
@Suite(.serialized) struct UploadTests {
  private func head(_ token: String, bytes: Int, path: String = "/item/import") -> [UInt8] {
    Array(
      """
      POST \(path) HTTP/1.1\r\nHost: x\r\nAuthorization: \(token)\r\nContent-Type: text/csv\r\n\
      Content-Length: \(bytes)\r\n\r\n
      """.utf8)
  }

  /// The answer comes while nearly all of the file is still to be sent.
  @Test(arguments: ["/item/import", "/item/%69mport", "//item/./import"])
  func whoMayNotImportIsToldBeforeTheFileIsTaken(path: String) throws {
    let stack = try SharedStack.get()
    let admin = try SharedStack.admin()
    let name = "clerk\(UInt32.random(in: .min ... .max))"
    let made = try admin.post(
      "/user/create",
      ["username": name, "password": "Upload-tests-1", "name": name, "roles": ["store_clerk"]])
    #expect(made.status == 201, "\(made.http.text)")
    let clerk = APIClient(stack)
    #expect(try clerk.login(name, password: "Upload-tests-1").status == 200)
    let token = "Bearer \(try #require(clerk.token))"
    let answer = try HTTPClient(port: stack.port, timeout: 5).raw(
      head(token, bytes: 60_000_000, path: path) + Array("code,name\n".utf8))
    #expect(answer.status == 403)
    try expectProblem(answer, code: 40300, error: "auth.forbidden")
    #expect(answer.text.contains(#""permission":"item.import""#))
    // Who may is asked for the rest.
    let allowed = "Bearer \(try #require(admin.token))"
    #expect(throws: HTTPFault.self) {
      try HTTPClient(port: stack.port, timeout: 1).raw(
        head(allowed, bytes: 1_000) + Array("code,name\n".utf8))
    }
  }

  /// Nginx alone: the limit comes before the check of the token.
  @Test func twoAtATimeForEachLogin() throws {
    var options = StackOptions(directory: try SharedStack.directory("uploads"))
    options.endsWithStarter = true
    options.parts = ["nginx"]
    let stack = try Stack.start(options)
    let auth = try EchoResponder(at: stack.layout.socket("auth")) { _ in
      .answer(
        headers: [
          "Status: 200 OK", "X-Erp-User-Id: 7", "X-Erp-User-Name: amy", "X-Erp-Org-Id: 3",
          "X-Erp-Org-Scope: 3", "X-Erp-Permissions: *", "X-Erp-Session-Id: 1",
        ], body: "")
    }
    func token(_ letter: Character, _ scheme: String = "Bearer") -> String {
      "\(scheme) aaaa.bbbb.\(String(repeating: letter, count: 86))"
    }
    func upload() throws -> TCPClient {
      let socket = try TCPClient(port: stack.port)
      socket.send(head(token("u"), bytes: 1_000))
      return socket
    }
    var open = [try upload(), try upload()]
    func third(_ token: String) throws -> Int {
      // Its body is there at once, so that it is answered whatever the limit says.
      try HTTPClient(port: stack.port).raw(head(token, bytes: 1) + [65]).status
    }
    // An answered request may count for a moment longer, and one that was sent not yet; one whose
    // body stops for 10 s is given up by Nginx, and begun anew here.
    func settles(_ wanted: (Int) -> Bool, _ token: String) throws -> Bool {
      let end = Date().addingTimeInterval(30)
      while Date() < end {
        if wanted(try third(token)) { return true }
        open = try open.map { $0.isEnded ? try upload() : $0 }
        open.forEach { $0.send([65]) }
        Thread.sleep(forTimeInterval: 0.05)
      }
      return false
    }
    #expect(try settles({ $0 == 429 }, token("u")))
    #expect(try settles({ $0 == 429 }, token("u", "bearer")))
    #expect(try settles({ $0 != 429 }, token("v")), "another login")
    open = []
    #expect(try settles({ $0 != 429 }, token("u")))
    withExtendedLifetime(auth) {}
  }
}

/// A connection that a test leaves open, as long as it keeps this.
private final class TCPClient {
  private let descriptor: Int32

  deinit { Foundation.close(descriptor) }

  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(status == 0)
  }

  func send(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes {
      Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
  }

  /// The peer has closed it, or has answered.
  var isEnded: Bool {
    var byte: UInt8 = 0
    return recv(descriptor, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT)) >= 0
  }
}
