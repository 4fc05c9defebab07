import Foundation
import Kernel
import StackKit
import Testing

extension BadInputTests {
  /// Good bodies with small changes, at random: whatever becomes of them, it is an answer.
  @Suite(.serialized) struct FuzzTests {
    /// ERP_FUZZ_CASES for longer runs, ERP_FUZZ_SEED to repeat one.
    static let cases = number("ERP_FUZZ_CASES") ?? 1500
    static let seed = number("ERP_FUZZ_SEED").map { UInt64($0) } ?? UInt64.random(in: 0..<1 << 32)

    private static func number(_ name: String) -> Int? {
      ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }

    /// Not those that hash a password, slowly and on purpose; nor the one that could take the
    /// administrator's own rights away.
    private static let calls = WritingCall.all.filter {
      !["POST /user/login", "POST /user/password", "POST /user/role/assign"]
        .contains($0.testDescription)
    }

    @Test func everyAnswerIsAnAnswer() throws {
      // What random bodies take out of stock, other tests would miss.
      var world = try BadInputWorld.own("bad-input-fuzz")
      defer { try? world.stack.shutdown() }
      let client = world.client()
      // A user of its own, whose name and roles may become anything.
      let victim = try client.post(
        "/user/create",
        ["username": "fuzz", "password": BadInputWorld.password, "name": "n", "roles": ["looker"]])
      world.clerkID = try #require(victim.int("user_id"), "\(victim.http.text)")
      let before = try Footprint.settled(world.stack)
      var generator = SeededGenerator(seed: Self.seed)
      var mutator = BodyMutator(seed: Self.seed &+ 1)
      var taken = 0
      var errors: [String: Int] = [:]
      for index in 0..<Self.cases {
        let call = try #require(Self.calls.randomElement(using: &generator))
        let text = mutator.mutate(try call.body(world, 50_000_000 + index))
        let answer = try call.send(text, world, by: client)
        if answer.status < 300 { taken += 1 }
        errors[answer.error ?? "none", default: 0] += 1
        let isFine =
          [200, 201].contains(answer.status)
          || ((400..<500).contains(answer.status) && refusalFault(answer, chinese: false) == nil)
        if !isFine {
          Issue.record(
            """
            seed \(Self.seed), case \(index): \(call.testDescription) \(text.prefix(500)) \
            is answered \(answer.status) \(answer.http.text.prefix(500))
            """)
        }
      }
      try expectSameProcesses(world, since: before)
      // Some changes do no harm, and rules are reached beyond the fields' own.
      #expect(taken > Self.cases / 50 && errors.count > 8, "\(taken) taken, \(errors)")
      try AuditTests.expectCleanBooks(world)
    }
  }

  /// After all that, the books still add up.
  @Suite struct AuditTests {
    @Test func theBooksAddUp() throws {
      try Self.expectCleanBooks(try BadInputWorld.get())
    }

    static func expectCleanBooks(
      _ world: BadInputWorld, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
      _ = try Footprint.settled(world.stack)
      let audit = try world.client().get("/ops/audit")
      #expect(
        audit.status == 200 && audit["clean"] as? Bool == true, "\(audit.http.text)",
        sourceLocation: sourceLocation)
    }
  }
}
