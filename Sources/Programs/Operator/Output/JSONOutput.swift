import JSONCoding

extension Terminal {
  /// One JSON document.
  static func say(json write: (inout JSONWriter) -> Void) {
    var writer = JSONWriter()
    write(&writer)
    say(writer.bytes)
  }
}
