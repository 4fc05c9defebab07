import RedisClient

extension RedisReply {
  /// An array of names and values, as `XINFO` and entries of streams give them.
  var facts: [String: RedisReply] {
    guard let parts = elements else { return [:] }
    var facts: [String: RedisReply] = [:]
    for index in stride(from: 0, to: parts.count - 1, by: 2) {
      if let name = parts[index].text { facts[name] = parts[index + 1] }
    }
    return facts
  }
}
