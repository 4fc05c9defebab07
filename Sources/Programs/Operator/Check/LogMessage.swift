import JSONCoding

/// What a line of a program's log says, for people.
enum LogMessage {
  /// The message of a JSON line, with its fields; any other line as it stands.
  static func text(of line: String) -> String {
    guard let document = try? JSONDocument(parsing: Array(line.utf8)),
      let message = document.root.member("message")?.text
    else { return line }
    return message
  }
}
