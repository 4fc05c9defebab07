import OpsDomain
import Testing

/// A page of dead letters goes on where the last one ended.
@Suite struct DeadLetterCursorTests {
  @Test func comesBackAsItWas() {
    for consumer in ["stock", "", "a:b"] {
      let cursor = DeadLetterCursor(eventID: 42, consumer: consumer)
      #expect(DeadLetterCursor(cursor.text) == cursor)
    }
    #expect(DeadLetterCursor("0:") == .start)
    #expect(DeadLetterCursor("7")?.eventID == 7)
    #expect(DeadLetterCursor("7").map { $0.consumer > "zzz" } == true)
  }

  @Test(arguments: ["", ":", "x", "-1:stock", "07:stock", "9007199254740992:stock", " 1:stock"])
  func otherTextsAreNone(_ text: String) {
    #expect(DeadLetterCursor(text) == nil)
  }
}
