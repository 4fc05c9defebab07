import Foundation
import StackKit
import Testing

/// One keeper of the catalogue with a client of their own. Used by one thread.
final class ItemActor {
  let client: APIClient
  /// A word that no other actor has, for codes and names.
  let mark = "k\(UInt32.random(in: 0...UInt32.max))"
  private var count = 0

  /// - Parameter timeout: seconds without a word from the server
  init(_ stack: StockStack, timeout: Double = 30) {
    client = APIClient(stack.stack, timeout: timeout)
    client.token = stack.client().token
  }

  /// A code that nobody had before.
  func code() -> String {
    count += 1
    return "\(mark)-\(count)"
  }

  func create(
    _ skus: [[String: Any]] = [["price": "9.90"]], _ more: [String: Any] = [:]
  ) throws -> APIAnswer {
    let body: [String: Any] = ["name": "thing \(code())", "skus": skus]
    return try client.post("/item/create", body.merging(more) { $1 })
  }

  /// The text as a part of a URL.
  static func escape(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
  }

  func importCSV(
    _ text: String, key: String? = nil, query: String = "", type: String = "text/csv"
  ) throws -> APIAnswer {
    try importCSV(Array(text.utf8), key: key, query: query, type: type)
  }

  func importCSV(
    _ bytes: [UInt8], key: String? = nil, query: String = "", type: String = "text/csv"
  ) throws -> APIAnswer {
    var headers: [HTTPClient.Header] = [
      ("Authorization", "Bearer \(client.token ?? "")"), ("Content-Type", type),
      ("Accept-Language", "en"),
    ]
    if let key { headers.append(("Idempotency-Key", key)) }
    return APIAnswer(
      try client.http.send("POST", "/item/import\(query)", headers: headers, body: bytes))
  }

  func export() throws -> HTTPAnswer {
    try client.http.get(
      "/item/export", headers: [("Authorization", "Bearer \(client.token ?? "")")])
  }
}
