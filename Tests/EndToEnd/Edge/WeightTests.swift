import Foundation
import Processes
import StackKit
import Testing

/// Aim: application nodes of unequal size get calls by their weights, as `erp-node` writes them.
@Suite(.serialized) struct WeightTests {
  @Test func threeToOneAndAllToTheOneThatIsLeft() throws {
    var options = StackOptions(directory: try SharedStack.directory("weights"))
    options.endsWithStarter = true
    options.rateLimit = .off
    options.parts = ["nginx"]
    let stack = try Stack.start(options)
    let source = try Installation().source
    var text = try Command.require(
      [
        "\(source)/systemd/cluster/erp-node", "--upstreams", "10.0.0.11=3", "10.0.0.12",
      ],
      environment: [
        "PATH": "/usr/bin:/bin", "ERP_UPSTREAMS": "\(source)/nginx/cluster/upstreams.conf",
      ])
    // The order centre's two nodes, and erp-auth, are played by the test.
    let paths = ["10.0.0.11:9004": "order-1", "10.0.0.12:9004": "order-2"]
    for (address, name) in paths {
      #expect(text.contains("server \(address) "))
      text = text.replacingOccurrences(
        of: "server \(address) ", with: "server unix:\(stack.layout.socket(name)) ")
    }
    for address in ["10.0.0.11:9006", "10.0.0.12:9006"] {
      text = text.replacingOccurrences(
        of: "server \(address) ", with: "server unix:\(stack.layout.socket("auth")) ")
    }
    try text.write(
      toFile: stack.layout.nginx + "/conf/upstreams.conf", atomically: true, encoding: .utf8)
    try stack.restart("nginx")
    let auth = try EchoResponder(at: stack.layout.socket("auth")) { _ in
      .answer(
        headers: [
          "Status: 200 OK", "X-Erp-User-Id: 7", "X-Erp-User-Name: amy", "X-Erp-Org-Id: 3",
          "X-Erp-Org-Scope: 3", "X-Erp-Permissions: *", "X-Erp-Session-Id: 1",
        ], body: "")
    }
    let nodes = try ["order-1", "order-2"].map { name in
      try EchoResponder(at: stack.layout.socket(name)) { _ in
        .answer(headers: ["Status: 200 OK"], body: "{}")
      }
    }
    let client = HTTPClient(port: stack.port)
    func call(_ count: Int) throws -> [Int] {
      for number in 0..<count {
        let method = number % 2 == 0 ? "GET" : "POST"
        let answer = try client.send(
          method, "/order/x", headers: [("Authorization", "Bearer good")],
          body: method == "POST" ? Array("{}".utf8) : nil)
        #expect(answer.status == 200)
      }
      return nodes.map { $0.take().count }
    }
    // Each of Nginx' processes counts for itself; one connection stays with one of them.
    let shares = try call(400)
    #expect(abs(shares[0] - 300) <= 4, "\(shares)")
    #expect(shares[0] + shares[1] == 400)
    try FileManager.default.removeItem(atPath: stack.layout.socket("order-2"))
    nodes[1].stop()
    #expect(try call(100).first == 100)
    withExtendedLifetime(auth) {}
  }
}
