import Foundation
import StackKit

/// One call of the API, as its own description tells it.
struct APICall: Sendable {
  let method: String
  let path: String
  /// Whether it takes no token.
  let isOpen: Bool
  /// The permission it asks for; nil when a login is enough.
  let permission: String?
  /// Whether it reads a JSON body.
  let readsJSON: Bool

  var name: String { "\(method) \(path)" }

  /// The path with a value in each `{place}`.
  func path(with value: String) -> String {
    path.replacing(/\{[^}]*\}/, with: value)
  }

  /// Every call of the document.
  static func all(in answer: HTTPAnswer) throws -> [APICall] {
    guard let document = answer.json as? [String: Any],
      let paths = document["paths"] as? [String: [String: [String: Any]]]
    else { throw StackFault("/openapi.json is no description") }
    return paths.flatMap { path, operations in
      operations.map { method, operation in
        let body = operation["requestBody"] as? [String: Any]
        let content = body?["content"] as? [String: Any]
        return APICall(
          method: method.uppercased(), path: path,
          isOpen: (operation["security"] as? [Any])?.isEmpty == true,
          permission: operation["x-permission"] as? String,
          readsJSON: content?["application/json"] != nil)
      }
    }.sorted { $0.name < $1.name }
  }
}
