import MariaDBClient
import Security
import Testing

@testable import Transactions
@testable import WebAPI

/// Aim: a document is posted once under its own number, with or without an idempotency key, and its
/// first result is what every repeat gets (contract part 2, section A, "Natural keys").
@Suite struct NaturalKeyTests {
  struct DocumentRequest: RequestBody {
    let number: String
    let id: Int64
    let organisationID: Int64?

    init(from fields: inout Fields) {
      number = fields.code("number", 1...40)
      id = fields.id("id")
      organisationID = fields.optionalID("org_id")
    }

    var scope: DocumentScope { organisationID.map { .organisation($0) } ?? .house }
    var contents: String { DocumentContents.text(["paper", number, "\(id)"]) }
  }

  private let runs = Tally()
  /// The kind of this test's documents.
  private let kind = "paper\(Fresh.number())"

  /// Posts a document, whose work writes a row.
  private func centre(
    refusing: Bool = false, again: Int64? = nil, began: Gate? = nil, gate: Gate? = nil
  ) -> InProcessCentre {
    InProcessCentre([
      .post("/note", .authenticated, "Post 过账", body: DocumentRequest.self) {
        [runs, kind] call, body in
        try call.once(
          kind, body.number, scope: body.scope, contents: body.contents,
          again: again.map { n in { Note(id: body.id, n: n) } }
        ) {
          let run = runs.add()
          if refusing { throw Problem(.refused) }
          try Note.insert(body.id, Int64(run), call)
          began?.open()
          gate?.pass()
          return Note(id: body.id, n: Int64(run))
        }
      }
    ])
  }

  private func post(
    _ number: String, _ id: Int64, organisation: Int64? = nil, key: String? = nil
  ) -> Request {
    let organisation = organisation.map { #","org_id":\#($0)"# } ?? ""
    return Request(#"{"number":"\#(number)","id":\#(id)\#(organisation)}"#, key: key)
  }

  /// What an earlier version of the program left behind.
  private func store(_ number: String, scope: String, contents: String, n: Int64) throws {
    let hash = SHA256.digest(of: contents).bytes.map { byte in
      String(byte / 16, radix: 16) + String(byte % 16, radix: 16)
    }.joined()
    try CallStores.rows(
      """
      INSERT INTO business_document (kind, number, scope, content_hash, result) \
      VALUES ('\(kind)', '\(number)', '\(scope)', x'\(hash)', '{"id":1,"n":\(n)}')
      """)
  }

  @Test(arguments: [nil, Fresh.key()])
  func aRepeatGetsTheFirstResult(key: String?) throws {
    let centre = centre()
    let id = Fresh.number()
    #expect(try centre.answer(post("A-1", id, key: key)).n == 1)
    // Another user, another key, another time.
    var later = post("A-1", id)
    later.userID = 9
    let again = try centre.answer(later)
    #expect(again.status == 200)
    #expect(again.n == 1)
    #expect(!again.isReplayed)
    #expect(runs.value == 1)
  }

  @Test func aRepeatMayTellHowThingsStandNow() throws {
    let id = Fresh.number()
    #expect(try centre(again: 50).answer(post("A-1", id)).n == 1)
    #expect(try centre(again: 50).answer(post("A-1", id)).n == 50)
    #expect(runs.value == 1)
  }

  @Test func otherContentsAreAConflict() throws {
    let centre = centre()
    let id = Fresh.number()
    #expect(try centre.answer(post("A-1", id)).status == 200)
    let other = Fresh.number()
    let conflict = try centre.answer(post("A-1", other))
    #expect(conflict.status == 409)
    #expect(conflict.error == "document.conflict")
    #expect(try Note.stored(other) == nil)
    #expect(try centre.answer(post("A-1", id)).n == 1)
  }

  @Test func aNumberIsUniqueWithinItsScope() throws {
    let centre = centre()
    let (one, two, house) = (Fresh.number(), Fresh.number(), Fresh.number())
    #expect(try centre.answer(post("A-1", one, organisation: 1)).n == 1)
    #expect(try centre.answer(post("A-1", two, organisation: 2)).n == 2)
    #expect(try centre.answer(post("A-1", two, organisation: 2)).n == 2)
    #expect(try centre.answer(post("A-2", house)).n == 3)
    #expect(runs.value == 3)
  }

  @Test func aRefusedDocumentMayBePostedAgain() throws {
    let id = Fresh.number()
    #expect(try centre(refusing: true).answer(post("A-1", id)).status == 409)
    #expect(try centre().answer(post("A-1", id)).n == 2)
  }

  @Test func theTwinOfADocumentGetsItsResult() throws {
    let (began, gate) = (Gate(), Gate())
    let centre = centre(began: began, gate: gate)
    let request = post("A-1", Fresh.number())
    let (one, other) = (try centre.worker(), try centre.worker())
    let first = Running { one.answer(request) }
    began.pass()
    let second = Running { other.answer(request) }
    try CallStores.awaitLockWait(of: other)
    gate.open()
    #expect(first.result()?.n == 1)
    #expect(second.result()?.n == 1)
    #expect(runs.value == 1)
  }

  /// A number of before codes had a form is found as it is sent, and means what it was sent as.
  @Test func aNumberOfBeforeItsFormIsFound() throws {
    let id = Fresh.number()
    let contents = DocumentContents.text(["paper", "Ａ－１", "\(id)"])
    try store("Ａ－１", scope: "", contents: contents, n: 70)
    #expect(try centre().answer(post("Ａ－１", id)).n == 70)
    #expect(runs.value == 0)
    // Under its form the number is free: nobody could know that they are the same.
    #expect(try centre().answer(post("A-1", id)).n == 1)
  }

  @Test func aNewNumberIsOneInWhateverSpelling() throws {
    let id = Fresh.number()
    #expect(try centre().answer(post("Ｂ－１", id)).n == 1)
    #expect(try centre().answer(post(" B-1 ", id)).n == 1)
    #expect(runs.value == 1)
  }

  /// A document of before there were scopes holds its number in all.
  @Test func aDocumentWithoutAScopeIsFound() throws {
    let id = Fresh.number()
    let contents = DocumentContents.text(["paper", "A-1", "\(id)"])
    try store("A-1", scope: "", contents: contents, n: 70)
    let request = post("A-1", id, organisation: 5)
    #expect(try centre().answer(request).n == 70)
    // The work was begun, and undone with its claim.
    #expect(runs.value == 1)
    #expect(try Note.stored(id) == nil)
    let rows = try CallStores.rows(
      "SELECT scope FROM business_document WHERE kind = '\(kind)' AND number = 'A-1'")
    #expect(rows == [[""]])
    #expect(try centre().answer(post("A-1", Fresh.number(), organisation: 5)).status == 409)
  }

  /// What is refused today may have been done before.
  @Test func aRefusalDoesNotHideADocumentWithoutAScope() throws {
    let id = Fresh.number()
    let contents = DocumentContents.text(["paper", "A-1", "\(id)"])
    try store("A-1", scope: "", contents: contents, n: 70)
    let reply = try centre(refusing: true).answer(post("A-1", id, organisation: 5))
    #expect(reply.status == 200)
    #expect(reply.n == 70)
    let none = try centre(refusing: true).answer(post("A-2", id, organisation: 5))
    #expect(none.error == "note.refused")
  }

  @Test func whatWasPostedIsKnown() throws {
    let id = Fresh.number()
    #expect(try centre().answer(post("A-1", id, organisation: 5)).status == 200)
    let asking = InProcessCentre([
      .post("/note", .authenticated, "Ask 询问", body: DocumentRequest.self) { [kind] call, body in
        let isThere = try call.hasPosted(
          kind, body.number, scope: body.scope, contents: body.contents)
        return Note(id: body.id, n: isThere ? 1 : 0)
      }
    ])
    #expect(try asking.answer(post("A-1", id, organisation: 5)).n == 1)
    #expect(try asking.answer(post("Ａ－１", id, organisation: 5)).n == 1)
    #expect(try asking.answer(post("A-1", id, organisation: 6)).n == 0)
    #expect(try asking.answer(post("A-1", id + 1, organisation: 5)).n == 0)
    #expect(try asking.answer(post("A-2", id, organisation: 5)).n == 0)
  }
}
