import Foundation
import StackKit
import Testing

extension BadInputTests {
  /// Numbers on the edge of some type, in every number of every writing call that the API
  /// describes: each is an answer of the contract, and no program ends by it.
  @Suite(.serialized) struct BoundTests {
    /// A field of a call, and a good body to put it into.
    private struct Case: Sendable {
      let call: WritingCall
      let field: NumericField
      /// Which of the call's good bodies; 0 is its first.
      let variant: Int
    }

    /// Calls whose numbers are not tried here, and why.
    private static let exceptions = [
      // A file: `importedCells` tries its cells.
      "POST /item/import": "CSV",
      // It takes the rights away that these tests work by; its one number is a user's id.
      "POST /user/password/reset": "ends logins",
      "POST /user/logout": "ends the login",
    ]

    /// Every number in a body that the API describes, with the call that sends it.
    private func cases(_ world: BoundWorld) throws -> [Case] {
      let document = try world.base.client().get("/openapi.json").http.json as? [String: Any]
      let paths = try #require(document?["paths"] as? [String: [String: Any]])
      var calls: [String: WritingCall] = [:]
      for call in WritingCall.all {
        let name = call.testDescription.replacing("{item}", with: "{id}")
          .replacing("{user}", with: "{id}").replacing("{supplier}", with: "{id}")
        calls[name] = call
      }
      var found: [Case] = []
      for (path, operations) in paths.sorted(by: { $0.key < $1.key }) {
        for method in ["post", "put"] {
          let name = "\(method.uppercased()) \(path)"
          guard let operation = operations[method] as? [String: Any],
            Self.exceptions[name] == nil
          else { continue }
          let body = operation["requestBody"] as? [String: Any]
          let contents = body?["content"] as? [String: [String: Any]]
          let schema = contents?["application/json"]?["schema"] as? [String: Any]
          let call = try #require(calls[name], "no good body of \(name) is known")
          let fields = NumericField.all(in: try #require(schema, "\(name) takes no JSON"))
          let bodies = [try world.body(of: call, 0)] + world.others(of: call)
          found += fields.map { field in
            Case(
              call: call, field: field,
              variant: bodies.firstIndex { field.isIn($0) } ?? 0)
          }
        }
      }
      return found
    }

    @Test func everyNumberOfEveryCall() throws {
      let world = try BoundWorld.get()
      let cases = try cases(world)
      #expect(cases.count > 150, "the API has lost numbers")
      let before = try Footprint.settled(world.base.stack)
      let crowd = 4
      let answers = try Crowd.run(crowd) { thread in
        let client = world.base.client()
        var answers: [String: Int] = [:]
        for index in stride(from: thread, to: cases.count, by: crowd) {
          for (turn, value) in cases[index].field.values.enumerated() {
            let number = 60_000_000 + index * 1_000 + turn
            let answer = try Self.send(value, cases[index], number, world, client)
            answers["\(answer.status) \(answer.error ?? "")", default: 0] += 1
          }
        }
        return answers
      }
      try expectSameProcesses(world.base, since: before)
      let counts = answers.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
      // Many get as far as the books and their own rules.
      let taken = counts.filter { $0.key.hasPrefix("2") }.values.reduce(0, +)
      #expect(taken > 300 && counts.count > 20, "\(counts)")
    }

    /// The numbers in a file's cells.
    @Test func importedCells() throws {
      let world = try BoundWorld.get()
      let client = world.base.client()
      let columns = ["sku_id", "price", "standard_cost", "safety_stock", "units"]
      let before = try Footprint.settled(world.base.stack)
      for (place, column) in columns.enumerated() {
        for (turn, value) in NumericField.edges.enumerated() {
          let cell = column == "units" ? "箱=\(value)" : value
          var cells = ["bound-\(place)-\(turn)", "n", column == "price" ? cell : "1"]
          var header = "code,name,price"
          if column != "price" {
            header += "," + column
            cells.append(cell)
          }
          let file = "\(header)\n\(cells.joined(separator: ","))\n"
          let answer = APIAnswer(
            try client.http.send(
              "POST", "/item/import",
              headers: [
                ("Authorization", "Bearer \(world.base.token)"), ("Content-Type", "text/csv"),
                ("Accept-Language", "en"),
              ], body: Array(file.utf8)))
          let isFine =
            answer.status == 200
            || ((400..<500).contains(answer.status) && refusalFault(answer, chinese: false) == nil)
          #expect(isFine, "\(file) is answered \(answer.http.text.prefix(300))")
        }
      }
      try expectSameProcesses(world.base, since: before)
    }

    @discardableResult
    private static func send(
      _ value: String, _ one: Case, _ number: Int, _ world: BoundWorld, _ client: APIClient
    ) throws -> APIAnswer {
      let body =
        one.variant == 0
        ? try world.body(of: one.call, number) : world.others(of: one.call)[one.variant - 1]
      // Whoever becomes what these bodies say stays an administrator.
      let text = try one.field.put(value, into: body).replacing("\"looker\"", with: "\"admin\"")
      let answer = try one.call.send(text, world.base, by: client)
      let isFine =
        [200, 201].contains(answer.status)
        || ((400..<500).contains(answer.status) && refusalFault(answer, chinese: false) == nil)
      if !isFine {
        Issue.record(
          """
          \(one.call.testDescription) \(one.field) = \(value) is answered \(answer.status) \
          \(answer.http.text.prefix(500)) for \(text.prefix(600))
          """)
      }
      return answer
    }
  }
}
