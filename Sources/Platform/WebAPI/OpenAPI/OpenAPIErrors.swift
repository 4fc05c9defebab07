import JSONCoding

/// What each call can be refused with, by name, and the texts of all these, each once.
enum OpenAPIErrors {
  /// Writes the operation's `x-errors`: `[{"error": …, "status": …}]`.
  static func write(of route: Route, into writer: inout JSONWriter) {
    writer.key("x-errors")
    writer.array(kinds(of: route)) { writer, kind in
      writer.object {
        $0.field("error", kind.name)
        $0.field("status", kind.status)
      }
    }
  }

  /// Writes `x-error-texts`, below `components`: name, code and text of every refusal.
  static func writeTexts(of routes: [Route], into writer: inout JSONWriter) {
    let all = Set(routes.flatMap(kinds)).sorted { ($0.code, $0.name) < ($1.code, $1.name) }
    writer.key("x-error-texts")
    writer.object { writer in
      for kind in all {
        writer.key(kind.name)
        writer.object {
          $0.field("code", kind.code)
          $0.field("status", kind.status)
          $0.field("en", kind.english)
          $0.field("zh", kind.chinese)
        }
      }
    }
  }

  /// By code: what holds for every such call, and its own.
  private static func kinds(of route: Route) -> [ProblemKind] {
    let common = OpenAPIRefusal.all.filter { $0.isPossible(for: route) }.flatMap(\.kinds)
    return (common.filter { $0.isPossible(for: route) } + route.refusals)
      .sorted { $0.code < $1.code }
  }
}

extension ProblemKind {
  /// Of those that a status has for all calls: whether this one can meet it.
  fileprivate func isPossible(for route: Route) -> Bool {
    switch self {
    case .requestMalformed: route.media.body != nil
    case .idempotencyInProgress: route.method == .post && route.permission != .anyone
    case .storageFull, .outcomeUnknown: route.isWrite
    default: true
    }
  }
}
