/// The locations of `nginx/routes/*.conf`.
enum NginxRoutes {
  struct Location {
    let file: String
    let line: Int
    /// `= /item` stands for that very path, `/item/` for all that begin so.
    let isExact: Bool
    let path: String
    /// What it does, without what stands between inner braces.
    let body: String

    /// The centre whose socket it passes to, or nil.
    var centre: String? { Pattern(#"\bfastcgi_pass erp_(\w+);"#).matches(in: body).first?[1] }

    /// Asks erp-auth first.
    var isGuarded: Bool {
      body.contains("auth-request.conf")
        || body.contains("auth_request /-/auth-") && body.contains("auth-identity.conf")
    }

    func takes(_ path: String) -> Bool {
      isExact ? path == self.path : path.hasPrefix(self.path)
    }
  }

  static let locations: [Location] = Checkout.paths(in: "nginx/routes", ending: ".conf").flatMap {
    file in
    let head = Pattern(#"^location (= )?(\S+) \{\n((?:(?!^\}$)[\s\S])*)^\}$"#)
    return head.matches(in: Checkout.text(file)).map {
      Location(
        file: file, line: $0.line, isExact: !$0[1].isEmpty, path: $0[2], body: $0[3])
    }
  }

  /// As Nginx chooses: the exact one, else the longest beginning.
  static func location(of path: String) -> Location? {
    locations.first { $0.isExact && $0.path == path }
      ?? locations.filter { !$0.isExact && $0.takes(path) }.max { $0.path.count < $1.path.count }
  }
}
