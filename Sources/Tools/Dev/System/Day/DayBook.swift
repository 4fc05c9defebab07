import Foundation
import StackKit

/// What a working day left behind, and what was answered about it, so that a later version can be
/// asked again.
struct DayBook: Codable {
  /// Ids by the day's own names for things.
  var ids: [String: Int] = [:]
  /// Of admin, in the installation where the day was.
  var password = ""
  var numbers: [String: String] = [:]
  var documents: [Document] = []
  var reads: [Read] = []
  /// What the day's version refused, and what the day has instead; nothing of it where the rules
  /// came later.
  var instead: [String: String] = [:]

  /// A document that may be posted again, without a second effect.
  struct Document: Codable {
    let path: String
    let body: Data
    /// Where the answer names what it made, and which it was.
    let fact: String
    let value: String
  }

  /// An answer that must stay as it was.
  struct Read: Codable {
    let path: String
    let facts: [String: String]
  }

  init() {}

  init(file: String) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: URL(filePath: file)))
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    ids = try fields.decode([String: Int].self, forKey: .ids)
    password = try fields.decode(String.self, forKey: .password)
    numbers = try fields.decode([String: String].self, forKey: .numbers)
    documents = try fields.decode([Document].self, forKey: .documents)
    reads = try fields.decode([Read].self, forKey: .reads)
    // The first books have none.
    instead = try fields.decodeIfPresent([String: String].self, forKey: .instead) ?? [:]
  }

  func write(to file: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    let text = try encoder.encode(self) + Data("\n".utf8)
    try text.write(to: URL(filePath: file))
  }
}

/// A call that was to succeed.
struct Refusal: Error, CustomStringConvertible {
  let call: String
  let answer: APIAnswer

  var description: String { "\(call): \(answer.status) \(answer.http.text)" }
}

/// The day as one who works through the API: whatever is not answered as it should be ends it.
struct Day {
  let client: APIClient
  let port: Int
  let password: String
  var book: DayBook

  /// Of the users whom the day makes.
  static let secret = "Day-passw0rd"
  static let patience = 20.0

  init(port: Int, password: String, book: DayBook) throws {
    self.port = port
    self.password = password
    self.book = book
    client = APIClient(port: port)
    let login = try client.login(password: password)
    guard login.status == 200 else {
      throw StackFault("login of admin: \(login.status) \(login.http.text)")
    }
  }

  func id(_ name: String) throws -> Int {
    guard let id = book.ids[name] else { throw StackFault("the day's book lacks \(name)") }
    return id
  }

  func number(_ name: String) throws -> String {
    guard let number = book.numbers[name] else { throw StackFault("the day's book lacks \(name)") }
    return number
  }

  @discardableResult
  func post(_ path: String, _ body: [String: Any], as user: APIClient? = nil) throws -> APIAnswer {
    let answer = try (user ?? client).post(path, body)
    guard (200...201).contains(answer.status) else {
      throw Refusal(call: "POST \(path) \(body)", answer: answer)
    }
    return answer
  }

  /// Does something with a value that no rule was against once. Where one is, by this error, it is
  /// done with the other value, and the book tells.
  mutating func attempt(
    _ value: String, or other: String, _ error: String,
    _ action: (inout Day, String) throws -> Void
  ) throws {
    do {
      try action(&self, value)
    } catch let refusal as Refusal where refusal.answer.error == error {
      book.instead[value] = other
      try action(&self, other)
    }
  }

  /// Whether the day's version took a value that a later rule is against.
  func took(_ value: String) -> Bool { book.instead[value] == nil }

  /// Such a value, or what the day has instead.
  func said(_ value: String) -> String { book.instead[value] ?? value }

  func get(_ path: String, as user: APIClient? = nil) throws -> APIAnswer {
    let answer = try (user ?? client).get(path)
    guard answer.status == 200 else {
      throw StackFault("GET \(path): \(answer.status) \(answer.http.text)")
    }
    return answer
  }

  /// A call that the rules refuse.
  func refused(_ path: String, _ body: [String: Any], _ error: String) throws {
    let answer = try client.post(path, body)
    guard answer.error == error else {
      throw StackFault("POST \(path) \(body), not \(error): \(answer.status) \(answer.http.text)")
    }
  }

  /// Posts, and keeps the document so that it can be posted again.
  @discardableResult
  mutating func document(_ path: String, _ body: [String: Any], _ fact: String) throws -> APIAnswer
  {
    let answer = try post(path, body)
    guard let value = answer[fact] else {
      throw StackFault("POST \(path): no \(fact) in \(answer.http.text)")
    }
    book.documents.append(
      DayBook.Document(
        path: path, body: try JSONSerialization.data(withJSONObject: body, options: .sortedKeys),
        fact: fact, value: "\(value)"))
    return answer
  }

  /// Makes something and keeps its id by a name.
  @discardableResult
  mutating func make(
    _ name: String, _ path: String, _ body: [String: Any], _ field: String,
    as user: APIClient? = nil
  ) throws -> APIAnswer {
    let answer = try post(path, body, as: user)
    guard let id = answer.int(field) else {
      throw StackFault("POST \(path): no \(field) in \(answer.http.text)")
    }
    book.ids[name] = id
    return answer
  }

  /// Keeps what is answered now; of the newer fields those that the version has.
  mutating func keep(_ path: String, _ fields: [String], newer: [String] = []) throws {
    let answer = try get(path)
    var facts: [String: String] = [:]
    for field in fields { facts[field] = answer[field].map { "\($0)" } ?? "none" }
    for field in newer { facts[field] = answer[field].map { "\($0)" } }
    book.reads.append(DayBook.Read(path: path, facts: facts))
  }

  func user(_ name: String, _ password: String = Day.secret) throws -> APIClient {
    let client = APIClient(port: port)
    let answer = try client.login(name, password: password)
    guard answer.status == 200 else {
      throw StackFault("login of \(name): \(answer.status) \(answer.http.text)")
    }
    return client
  }

  /// Asks until the answer is what was waited for; until then it may not be there at all.
  @discardableResult
  func wait(_ path: String, _ what: String, _ isThere: (APIAnswer) -> Bool) throws -> APIAnswer {
    let end = Date().addingTimeInterval(Self.patience)
    while true {
      let answer = try client.get(path)
      if isThere(answer) { return answer }
      guard Date() < end else {
        throw StackFault("\(path): not \(what) within \(Self.patience) s: \(answer.http.text)")
      }
      usleep(20_000)
    }
  }

  func same(_ got: Any?, _ right: String, _ what: String) throws {
    let text = got.map { "\($0)" } ?? "none"
    guard text == right else { throw StackFault("\(what): \(text), should be \(right)") }
  }
}
