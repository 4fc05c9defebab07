/// What a binary log holds up to one of its places: the newest global transaction of each domain.
/// All servers number their files alike; by this one log is told from another.
struct LogState: Equatable {
  private var newest: [Substring: Substring] = [:]

  init() {}

  /// - Parameter list: such as `0-5-786,7-1-9`
  init(_ list: some StringProtocol) { take(list) }

  /// Goes on by these, the newest of a domain last.
  mutating func take(_ list: some StringProtocol) {
    for id in list.split(separator: ",") {
      let id = Substring(id)
      if let domain = id.split(separator: "-").first { newest[domain] = id }
    }
  }
}
