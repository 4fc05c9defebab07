import Foundation
import StackKit
import Synchronization
import Testing

/// Aim: /health may be asked by anybody, as often as he likes, and costs no more for it.
@Suite(.serialized) struct HealthTests {
  private static let started = Result {
    var options = StackOptions(directory: try SharedStack.directory("health"))
    options.endsWithStarter = true
    options.rateLimit = .off
    options.parts = ["mariadb", "redis", "nginx", "ops"]
    options.settings = ["ERP_DISK_WARNING_MB": "90000000"]
    return try Stack.start(options)
  }

  /// Programs that the test plays itself count how often they are asked.
  @Test func thePageIsMadeOnceASecond() throws {
    let stack = try Self.started.get()
    let item = try EchoResponder(at: stack.layout.socket("item")) { _ in
      .answer(headers: ["Status: 200 OK"], body: #"{"mariadb":"up","redis":"up","work":"up"}"#)
    }
    let port = stack.port
    // The page of before knows nothing of it for a second.
    let patience = Date().addingTimeInterval(30)
    func isUp() throws -> Bool {
      APIAnswer(try HTTPClient(port: port).get("/health")).string("nodes.erp-item") == "up"
    }
    while try !isUp(), Date() < patience { usleep(100_000) }
    _ = item.take()
    let start = Date()
    let answers = try Crowd.run(16) { _ in
      let client = HTTPClient(port: port)
      return try (0..<50).map { _ in try client.get("/health") }
    }.flatMap { $0 }
    let most = Int(Date().timeIntervalSince(start)) + 2
    #expect(answers.count == 800)
    #expect(answers.allSatisfy { $0.status == 200 })
    let probes = item.take().count
    #expect((0...most).contains(probes), "\(probes) probes for 800 questions")
    let pages = answers.compactMap { APIAnswer($0).string("as_of") }
    #expect(pages.count == 800)
    // The first may be a page from before.
    #expect((0...1).contains(Set(pages).count - probes))
    let later = APIAnswer(try HTTPClient(port: port).get("/health"))
    #expect(later.string("nodes.erp-item") == "up")
  }

  /// What is left of the volume is less than the setting asks for.
  @Test func aDiskThatFillsUpIsTold() throws {
    let page = APIAnswer(try HTTPClient(port: try Self.started.get().port).get("/health"))
    #expect(page.string("nodes.disk") == "degraded")
    #expect(page.string("nodes.mariadb") == "up")
    #expect(page.string("status") == "degraded")
  }
}
