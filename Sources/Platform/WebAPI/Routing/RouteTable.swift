/// Finds the route of a request. Made once at start; read by every worker thread.
package struct RouteTable: Sendable {
  enum Match {
    case found(index: Int, parameters: [String])
    /// The path exists for these methods.
    case otherMethods([Route.Method])
    case none
  }

  package let routes: [Route]
  /// Of each route's answer.
  let guards: [Set<FieldGuard>]
  private let fixed: [String: [Int]]
  private let patterns: [Pattern]

  private struct Pattern {
    let segments: [String?]
    /// Whether the last parameter is a code, which may contain slashes: it takes the rest.
    let takesRest: Bool
    let index: Int
  }

  package init(_ routes: [Route]) {
    self.routes = routes
    guards = routes.map(\.media.answer.guards)
    var fixed: [String: [Int]] = [:]
    var patterns: [Pattern] = []
    for (index, route) in routes.enumerated() {
      if route.path.utf8.contains(UInt8(ascii: "{")) {
        let segments = route.path.split(separator: "/").map { segment in
          segment.hasPrefix("{") ? nil : String(segment)
        }
        patterns.append(
          Pattern(
            segments: segments, takesRest: route.path.hasSuffix("/{code}"), index: index))
      } else {
        fixed[route.path, default: []].append(index)
      }
    }
    self.fixed = fixed
    self.patterns = patterns
  }

  /// Fixed paths win over patterns, so `/item/list` is never an id.
  func match(_ method: String, _ path: String) -> Match {
    // A HEAD is answered like a GET; Nginx drops the body.
    let method = method == "HEAD" ? "GET" : method
    var others: [Route.Method] = []
    for index in fixed[path] ?? [] {
      if routes[index].method.rawValue == method { return .found(index: index, parameters: []) }
      others.append(routes[index].method)
    }
    if !others.isEmpty { return .otherMethods(others) }
    let slash = UInt8(ascii: "/")
    let segments = path.utf8.split(separator: slash)
    // A trailing or doubled slash is another address.
    guard path.utf8.count == segments.reduce(0, { $0 + $1.count + 1 }) else { return .none }
    for pattern in patterns {
      let count = pattern.segments.count
      let isLonger = pattern.takesRest && segments.count > count
      let parts = isLonger ? path.utf8.split(separator: slash, maxSplits: count - 1) : segments
      guard parts.count == count, let parameters = Self.parameters(pattern.segments, parts) else {
        continue
      }
      let route = routes[pattern.index]
      if route.method.rawValue == method {
        return .found(index: pattern.index, parameters: parameters)
      }
      others.append(route.method)
    }
    return others.isEmpty ? .none : .otherMethods(others)
  }

  private static func parameters(
    _ pattern: [String?], _ segments: [Substring.UTF8View]
  ) -> [String]? {
    var found: [String] = []
    for (expected, actual) in zip(pattern, segments) {
      if let expected {
        if !expected.utf8.elementsEqual(actual) { return nil }
      } else {
        found.append(String(Substring(actual)))
      }
    }
    return found
  }
}
