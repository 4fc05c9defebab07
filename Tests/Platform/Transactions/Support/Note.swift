import MariaDBClient

@testable import Transactions
@testable import WebAPI

/// What the tests' routes write: a row of `note`.
struct NoteRequest: RequestBody {
  let id: Int64
  let n: Int64

  init(from fields: inout Fields) {
    id = fields.id("id")
    n = fields.integer("n", 0...1000)
  }
}

struct Note: ObjectAnswer {
  let id: Int64
  let n: Int64

  static let shape: [AnswerField<Note>] = [.id("id") { $0.id }, .integer("n") { $0.n }]

  private static let insertSQL = SQL("note.insert", "INSERT INTO note (id, n) VALUES (?, ?)")
  private static let raiseSQL = SQL("note.raise", "UPDATE note SET n = n + 1 WHERE id = ?")

  /// Writes a row; a second one of the same id is an error that nobody expects.
  static func insert(_ id: Int64, _ n: Int64, _ call: Call) throws {
    try call.database.execute(insertSQL, [.int(id), .int(n)])
  }

  /// Locks a row, and adds one to its number.
  static func raise(_ id: Int64, _ call: Call) throws {
    try call.database.execute(raiseSQL, [.int(id)])
  }

  /// The number in a row; nil when there is none.
  static func stored(_ id: Int64) throws -> Int64? {
    let rows = try CallStores.rows("SELECT n FROM note WHERE id = \(id)")
    return rows.first?[0].flatMap { Int64($0) }
  }
}

extension ProblemKind {
  /// A refusal of the tests' own.
  static let refused = ProblemKind(409, 98, "note.refused", en: "No.", zh: "不。")
}

extension InProcessCentre {
  /// `POST /note`: one transaction with `work`.
  static func posting(
    _ work: @escaping @Sendable (Call, NoteRequest) throws -> Note
  ) -> InProcessCentre {
    InProcessCentre([
      .post("/note", .authenticated, "Write a note 写便签", body: NoteRequest.self, work),
      .post("/other", .authenticated, "Write a note 写便签", body: NoteRequest.self, work),
    ])
  }
}

extension Request {
  static func note(_ id: Int64, _ n: Int64 = 1, key: String? = nil) -> Request {
    Request(#"{"id":\#(id),"n":\#(n)}"#, key: key)
  }
}
