package import JSONCoding

/// How far one consumer is behind.
package struct ConsumerLag: Sendable, Equatable, JSONWritable {
  package let consumer: String
  /// Events that it has neither done nor failed.
  package var waiting = 0
  /// Events that failed and will be tried again.
  package var retrying = 0
  /// Events that were given up.
  package var dead = 0
  /// Age of the oldest waiting or retrying event, 0 when there is none.
  package var oldestSeconds: Int64 = 0
  /// Whether more events are open than are counted: then `waiting` is at least that.
  package var isCapped = false

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("consumer", consumer)
      writer.field("waiting", waiting)
      writer.field("retrying", retrying)
      writer.field("dead", dead)
      writer.field("oldest_seconds", oldestSeconds)
      writer.field("capped", isCapped)
    }
  }
}
