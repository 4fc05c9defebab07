import Foundation

/// An answer of the API: its envelope taken apart.
package struct APIAnswer: @unchecked Sendable {
  package let http: HTTPAnswer
  /// The whole envelope.
  package let envelope: [String: Any]

  package init(_ http: HTTPAnswer) {
    self.http = http
    envelope = http.json as? [String: Any] ?? [:]
  }

  package var status: Int { http.status }
  package var code: Int? { envelope["code"] as? Int }
  package var error: String? { envelope["error"] as? String }
  package var message: String? { envelope["message"] as? String }
  package var requestID: String? { envelope["request_id"] as? String }
  package var details: [[String: Any]] { envelope["details"] as? [[String: Any]] ?? [] }
  package var data: Any? { envelope["data"] }
  package var object: [String: Any] { data as? [String: Any] ?? [:] }
  package var items: [[String: Any]] {
    object["items"] as? [[String: Any]] ?? data as? [[String: Any]] ?? []
  }

  /// The value at a path such as `skus.0.sku_id` below `data`.
  package subscript(path: String) -> Any? {
    path.split(separator: ".").reduce(data) { value, step in
      if let index = Int(step), let list = value as? [Any] {
        return list.indices.contains(index) ? list[index] : nil
      }
      return (value as? [String: Any])?[String(step)]
    }
  }

  package func int(_ path: String) -> Int? { self[path] as? Int }
  package func string(_ path: String) -> String? { self[path] as? String }
}

/// The API as a client program sees it: JSON in and out, a token after `login`.
package final class APIClient {
  package let http: HTTPClient
  package var token: String?
  /// Sent with each request, unless the call names its own.
  package var language = "en"

  package init(port: Int, timeout: Double = 30) {
    http = HTTPClient(port: port, timeout: timeout)
  }

  package convenience init(_ stack: Stack, timeout: Double = 30) {
    self.init(port: stack.port, timeout: timeout)
  }

  /// Logs in and keeps the token.
  @discardableResult
  package func login(
    _ username: String = "admin", password: String
  ) throws(HTTPFault) -> APIAnswer {
    token = nil
    let answer = try post("/user/login", ["username": username, "password": password])
    token = answer.string("token")
    return answer
  }

  package func get(
    _ path: String, headers: [HTTPClient.Header] = []
  ) throws(HTTPFault) -> APIAnswer {
    try send("GET", path, headers: headers)
  }

  /// - Parameter key: the Idempotency-Key, if one is to be sent.
  package func post(
    _ path: String, _ body: Any, key: String? = nil, headers: [HTTPClient.Header] = []
  ) throws(HTTPFault) -> APIAnswer {
    let extra: [HTTPClient.Header] = key.map { [("Idempotency-Key", $0)] } ?? []
    return try send("POST", path, body: body, headers: headers + extra)
  }

  package func put(_ path: String, _ body: Any) throws(HTTPFault) -> APIAnswer {
    try send("PUT", path, body: body)
  }

  package func delete(_ path: String) throws(HTTPFault) -> APIAnswer {
    try send("DELETE", path)
  }

  package func send(
    _ method: String, _ path: String, body: Any? = nil, headers: [HTTPClient.Header] = []
  ) throws(HTTPFault) -> APIAnswer {
    var all = headers
    if let token, !all.contains(where: { $0.name == "Authorization" }) {
      all.append(("Authorization", "Bearer \(token)"))
    }
    if !all.contains(where: { $0.name == "Accept-Language" }) {
      all.append(("Accept-Language", language))
    }
    var bytes: [UInt8]?
    if let body {
      all.append(("Content-Type", "application/json"))
      // Sorted, so that the same body is the same bytes when it is sent again.
      let data = try? JSONSerialization.data(
        withJSONObject: body, options: [.fragmentsAllowed, .sortedKeys])
      bytes = data.map { Array($0) } ?? []
    }
    return APIAnswer(try http.send(method, path, headers: all, body: bytes))
  }
}
