import Telemetry

/// Where the operator's program writes: results to stdout, progress and complaints to stderr.
enum Terminal {
  /// A line of the result.
  static func say(_ line: String) { print(line) }

  /// Bytes of the result, such as a JSON document, with a line end.
  static func say(_ bytes: [UInt8]) { print(String(decoding: bytes, as: UTF8.self)) }

  /// A line about what is under way; only for people.
  static func progress(_ line: String) {
    if StandardErrorStream.isTerminal { StandardErrorStream.write(line) }
  }

  static func complain(_ line: String) { StandardErrorStream.write(line) }
}
