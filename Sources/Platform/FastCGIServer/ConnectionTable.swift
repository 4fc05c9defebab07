internal import CFastCGI
internal import Glibc
internal import Synchronization

/// All open connections. Every thread uses it.
final class ConnectionTable: Sendable {
  /// Names a connection for epoll: its place, and a generation, so that a late event of a closed
  /// connection does not hit the next one in the same place.
  typealias Ticket = UInt64

  let slots: [ConnectionSlot]
  private let free: Mutex<[Int]>

  init(capacity: Int) {
    slots = (0..<capacity).map { _ in ConnectionSlot() }
    free = Mutex(Array((0..<capacity).reversed()))
  }

  private func slot(_ ticket: Ticket) -> ConnectionSlot {
    slots[Int(ticket & 0xFFFF_FFFF)]
  }

  private func generation(_ ticket: Ticket) -> UInt32 {
    UInt32(ticket >> 32)
  }

  /// Takes a new connection in; nil when the table is full.
  func insert(_ descriptor: Int32, now: Int64, deadline: Int64) -> Ticket? {
    guard let index = free.withLock({ $0.popLast() }) else { return nil }
    return slots[index].state.withLock { state in
      state.descriptor = descriptor
      state.phase = .idle
      state.since = now
      state.deadline = deadline
      return Ticket(state.generation) << 32 | Ticket(index)
    }
  }

  /// A worker takes a connection that epoll reported.
  /// - Returns: the descriptor, and the deadline of a request that has begun to come; nil when
  ///   another worker has it, or it is closed.
  func take(_ ticket: Ticket, isEnding: Bool) -> (descriptor: Int32, partialUntil: Int64?)? {
    slot(ticket).state.withLock { state in
      guard state.generation == generation(ticket), state.phase != .free else { return nil }
      if isEnding { state.isEnding = true }
      guard state.phase != .busy else {
        state.again = true
        return nil
      }
      let partialUntil = state.phase == .partial ? state.deadline : nil
      state.phase = .busy
      state.deadline = .max
      return (state.descriptor, partialUntil)
    }
  }

  /// The busy connection is cut after this time.
  func setDeadline(_ ticket: Ticket, _ deadline: Int64) {
    slot(ticket).state.withLock { $0.deadline = deadline }
  }

  /// What becomes of a connection that a worker wants to let wait.
  enum Rest {
    /// It waits.
    case waits
    /// Bytes came in the meantime: the worker still has it.
    case lookAgain
    /// Nothing can come any more: the worker still has it, and closes it.
    case ended
  }

  /// The worker that has it lets it wait for more bytes.
  func giveBack(
    _ ticket: Ticket, _ phase: ConnectionSlot.Phase, now: Int64, deadline: Int64, served: Bool
  ) -> Rest {
    slot(ticket).state.withLock { state in
      if served { state.fresh = false }
      guard !state.again else {
        state.again = false
        state.deadline = .max
        return .lookAgain
      }
      if state.isEnding { return .ended }
      state.phase = phase
      state.deadline = deadline
      state.since = now
      return .waits
    }
  }

  /// The worker that has it closes it.
  /// - Parameter alreadyClosed: libfcgi has closed the descriptor itself.
  func close(_ ticket: Ticket, alreadyClosed: Bool = false) {
    slot(ticket).state.withLock { $0.close(alreadyClosed: alreadyClosed) }
    release(Int(ticket & 0xFFFF_FFFF))
  }

  /// The place can be used again.
  func release(_ index: Int) {
    free.withLock { $0.append(index) }
  }
}

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
