internal import CFastCGI
internal import Glibc
internal import Synchronization

/// A place for one connection: who has it, and until when.
///
/// A connection waits (registered with epoll, nobody touches it) or is busy (one worker owns it).
/// Each place has a lock of its own: workers never wait for each other here. A descriptor is
/// closed only under it, so nobody can cut a connection that is not his.
final class ConnectionSlot: Sendable {
  enum Phase {
    case free
    /// Nothing of a request has come yet.
    case idle
    /// Some of a request has come; the deadline counts from its first byte.
    case partial
    case busy
  }

  struct State {
    var descriptor: Int32 = -1
    /// Grows with each connection in this place.
    var generation: UInt32 = 0
    var phase = Phase.free
    /// Bytes came while a worker had it: look again before it waits.
    var again = false
    /// The peer will send no more; nothing will wake a worker for it again.
    var isEnding = false
    /// No request has been served on it yet.
    var fresh = true
    /// When it came into its phase.
    var since: Int64 = 0
    var deadline: Int64 = .max

    /// Whether something can be read at once.
    var hasBytes: Bool {
      var byte: UInt8 = 0
      return unsafe recv(descriptor, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT)) > 0
    }

    /// Closes the descriptor and frees the place.
    mutating func close(alreadyClosed: Bool = false) {
      if !alreadyClosed { Glibc.close(descriptor) }
      self = State(generation: generation &+ 1)
    }
  }

  let state = Mutex(State())
}
