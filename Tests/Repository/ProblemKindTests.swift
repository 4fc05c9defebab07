import Testing

/// Aim: a client that switches on `code` or on `error` always means one thing.
@Suite struct ProblemKindTests {
  struct Kind {
    let place: String
    let status: Int
    let number: Int
    let name: String
    let english: String
    let chinese: String

    var code: Int { status * 100 + number }
  }

  static let kinds: [Kind] = Checkout.sources.flatMap { file in
    file.invocations(of: "ProblemKind").compactMap { call -> Kind? in
      let head = Pattern(#"^\s*(\d{3}), (\d+), ""#).matches(in: call.arguments).first
      guard let head, call.literals.count == 3 else { return nil }
      return Kind(
        place: file.place(call.line), status: Int(head[1]) ?? 0, number: Int(head[2]) ?? 0,
        name: call.literals[0].text, english: call.literals[1].text,
        chinese: call.literals[2].text)
    }
  }

  @Test func everyKindIsRead() {
    let written = Checkout.sources.reduce(0) { sum, file in
      sum + file.invocations(of: "ProblemKind").count { $0.arguments.contains("en: ") }
    }
    #expect(Self.kinds.count == written)
    #expect(written > 40)
  }

  @Test func codesAndNamesAreUnique() {
    let byCode = Dictionary(grouping: Self.kinds, by: \.code)
    expectNone(byCode.filter { $1.count > 1 }.map { "\($0): \($1.map(\.place))" }.sorted())
    let byName = Dictionary(grouping: Self.kinds, by: \.name)
    expectNone(byName.filter { $1.count > 1 }.map { "\($0): \($1.map(\.place))" }.sorted())
  }

  @Test func kindsAreWellFormed() {
    let form = Pattern(#"^[a-z_]+(?:\.[a-z_]+)?$"#)
    let han = Pattern(#"\p{Han}"#)
    var faults: [String] = []
    for kind in Self.kinds {
      let known: Set = [400, 401, 403, 404, 405, 409, 412, 413, 414, 415, 422, 429, 500, 503, 504]
      if !known.contains(kind.status) { faults.append("\(kind.place): \(kind.status)") }
      if kind.number > 99 { faults.append("\(kind.place): \(kind.number)") }
      if !form.isFound(in: kind.name) { faults.append("\(kind.place): \(kind.name)") }
      if kind.english.isEmpty || han.isFound(in: kind.english) {
        faults.append("\(kind.place): English: \(kind.english)")
      }
      if !han.isFound(in: kind.chinese) {
        faults.append("\(kind.place): Chinese: \(kind.chinese)")
      }
      if kind.status == 404, !kind.name.hasSuffix("not_found") { faults.append(kind.place) }
    }
    expectNone(faults)
  }

  /// What Nginx answers by itself has the names and codes that the responders give the same.
  @Test func nginxAgrees() {
    let text = Checkout.text("nginx/snippets/problem-texts.conf")
    let names = Pattern(#"^  (\d{3}) ([a-z_]+\.[a-z_]+);$"#).matches(in: text)
    let tokens = Pattern(#"^  (auth\.token_\w+) (\d{5});$"#).matches(in: text)
    #expect(names.count > 10 && tokens.count >= 3)
    var nginx = names.map { (name: $0[2], code: (Int($0[1]) ?? 0) * 100) }
    nginx += tokens.map { (name: $0[1], code: Int($0[2]) ?? 0) }
    var faults: [String] = []
    for kind in Self.kinds {
      for other in nginx
      where (other.name == kind.name) != (other.code == kind.code) {
        faults.append("\(kind.place): \(kind.code) \(kind.name), in Nginx \(other)")
      }
      // One refusal, one text, whoever answers it.
      let said = names.contains { $0[2] == kind.name && $0[1] != "400" }
      for words in [kind.english, kind.chinese] where said && !text.contains("\"\(words)\"") {
        faults.append("\(kind.place): \(kind.name) says something else in Nginx")
      }
    }
    expectNone(faults)
  }
}
