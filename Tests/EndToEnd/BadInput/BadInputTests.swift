import StackKit
import Testing

/// Aim: whatever is sent, the answer is a 4xx in the contract's shape, nothing is written, and no
/// program ends. The tests in here run one after the other, on a stack of their own, so that what
/// was written before and after can be compared.
@Suite(.serialized) struct BadInputTests {}

/// Fails unless `answer` is a refusal in the contract's shape.
///
/// - Parameter error: the stable name; nil for any
func expectRefusal(
  _ answer: APIAnswer, _ status: Int, _ error: String? = nil, _ comment: String = "",
  chinese: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
) {
  let fault = refusalFault(answer, chinese: chinese)
  let isExpected = answer.status == status && (error == nil || answer.error == error)
  if fault == nil, isExpected { return }
  Issue.record(
    """
    \(comment): expected \(status) \(error ?? ""), got \(answer.status) \
    \(answer.http.text.prefix(300)) \(fault.map { "[\($0)]" } ?? "")
    """, sourceLocation: sourceLocation)
}

/// As above, for any 4xx.
func expectRefused(
  _ answer: APIAnswer, _ comment: String = "", chinese: Bool = false,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let fault = refusalFault(answer, chinese: chinese)
  if fault == nil, (400..<500).contains(answer.status) { return }
  Issue.record(
    """
    \(comment): expected a 4xx, got \(answer.status) \(answer.http.text.prefix(300)) \
    \(fault.map { "[\($0)]" } ?? "")
    """, sourceLocation: sourceLocation)
}

/// What is wrong with the shape of a refusal, or nil.
func refusalFault(_ answer: APIAnswer, chinese: Bool) -> String? {
  let envelope = answer.envelope
  guard let code = answer.code, code / 100 == answer.status else { return "code" }
  guard let error = answer.error, !error.isEmpty else { return "error" }
  guard let message = answer.message, !message.isEmpty else { return "message" }
  let isHan = message.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  if isHan != chinese { return "language" }
  guard envelope["details"] is [[String: Any]] else { return "details" }
  guard let id = answer.requestID, id == answer.http.header("X-Request-Id") else {
    return "request_id"
  }
  if Set(envelope.keys) != ["code", "error", "message", "details", "request_id"] {
    return "members"
  }
  if answer.http.header("Content-Type")?.hasPrefix("application/json") != true {
    return "content type"
  }
  // Nothing of the inside shows: no SQL, no path of a file, no Swift type.
  let leaks = ["SELECT ", "INSERT ", ".swift", "DatabaseError", "Sources/", "/run/", "Optional("]
  return leaks.first { answer.http.text.contains($0) }.map { "leak of \($0)" }
}

extension APIAnswer {
  /// The fields that the details name.
  var faultyFields: [String] { details.compactMap { $0["field"] as? String } }
}
