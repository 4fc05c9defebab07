package import FastCGIServer
import JSONCoding
import Kernel

/// Reads what the client sent.
extension Call {
  /// The checked body, or the 4xx that names every fault.
  package func readBody<Body: RequestBody>(as type: Body.Type) throws -> Body {
    // A call that takes nothing may be made without a body, and then has no content type either.
    if let nothing = NoBody() as? Body, request.contentLength == 0 { return nothing }
    if !hasMediaType("application/json") { throw Problem.mediaType(expected: "application/json") }
    body = try readBytes(maximum: RequestLimits.bodyBytes)
    let document: JSONDocument
    do throws(JSONFault) {
      document = try JSONDocument(parsing: body)
    } catch {
      throw Problem(.requestMalformed) {
        $0.field("field", "body[\(error.offset)]")
        $0.field("reason", error.reason)
      }
    }
    guard document.root.kind == .object else {
      throw Problem.field("body", .notAnObject, in: language)
    }
    return try read(as: type) { Fields(document.root, path: "", faults: $0) }
  }

  /// The bytes of the body, or the problem of a body that is too large or cut short.
  package func readBytes(maximum: Int) throws -> [UInt8] {
    do throws(BodyFault) {
      return try request.readBody(maximum: maximum)
    } catch {
      switch error {
      case .tooLarge: throw Problem(.bodyTooLarge)
      default: throw Problem(.requestMalformed)
      }
    }
  }

  /// What the fields say, or the 400 that names every fault.
  private func read<Body: RequestBody>(
    as type: Body.Type, _ fields: (FaultList) -> Fields
  ) throws -> Body {
    let faults = FaultList()
    var fields = fields(faults)
    let value = Body(from: &fields)
    fields.finish()
    respelled = faults.respelled
    guard faults.isEmpty else { throw faults.problem(in: language) }
    return value
  }

  /// Whether the body is of this type, given in lower case; parameters such as the charset aside.
  /// A coded body, such as a gzip file, is of none: nothing here unpacks.
  package func hasMediaType(_ expected: String) -> Bool {
    let coding = request.parameter("HTTP_CONTENT_ENCODING") ?? ""
    guard coding.isEmpty || coding == "identity" else { return false }
    let type = request.parameter("CONTENT_TYPE") ?? ""
    let media = type.utf8.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") }
    return media.elementsEqual(expected.utf8) { $0 == $1 || ($0 | 0x20 == $1 && $1 >= 0x61) }
  }

  /// The `charset` that the Content-Type names, without quotes; nil for none.
  package var charset: String? {
    let type = request.parameter("CONTENT_TYPE") ?? ""
    for part in type.split(separator: ";").dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].filter({ $0 != " " }).lowercased() == "charset" else {
        continue
      }
      return String(pair[1].filter { $0 != " " && $0 != "\"" })
    }
    return nil
  }

  /// The checked query, or the 400 that names every fault.
  package func readQuery<Query: RequestBody>(as type: Query.Type) throws -> Query {
    guard let query = QueryString(request.parameter("QUERY_STRING") ?? "") else {
      throw Problem.field(
        "query", .other(english: "is not a valid query string", chinese: "不是合法的查询字符串"),
        in: language)
    }
    return try read(as: type) { Fields(query, faults: $0) }
  }
}

extension GatewayResponse {
  /// A JSON answer.
  package static func json(_ body: [UInt8], status: Int = 200) -> GatewayResponse {
    GatewayResponse(
      status: status, headers: [("Content-Type", "application/json; charset=utf-8")], body: body)
  }

  /// A refused call's answer.
  package static func refusal(_ problem: Problem, _ body: [UInt8]) -> GatewayResponse {
    var response = GatewayResponse.json(body, status: problem.kind.status)
    if let seconds = problem.retryAfter { response.headers.append(("Retry-After", "\(seconds)")) }
    return response
  }
}
