internal import Glibc
internal import Synchronization

/// What the acceptor does with connections that no worker has, and with those that take too long.
extension ConnectionTable {
  /// Closes what waited too long and cuts what runs too long. Not what waits for a worker: that is
  /// not the peer's fault, and its turn comes.
  /// - Returns: what happened, for the log. An idle connection's end is nothing special.
  func sweep(now: Int64) -> [GatewayEvent] {
    var events: [GatewayEvent] = []
    for index in slots.indices {
      let phase = slots[index].state.withLock { state -> ConnectionSlot.Phase in
        guard state.phase != .free, state.deadline <= now else { return .free }
        let phase = state.phase
        if phase == .idle, state.hasBytes {
          state.deadline = .max
          return .free
        }
        if phase == .busy {
          // Only cut: the worker wakes up from its read or write, and closes.
          shutdown(state.descriptor, Int32(SHUT_RDWR))
          state.deadline = .max
        } else {
          state.close()
        }
        return phase
      }
      switch phase {
      case .free: continue
      case .busy: events.append(.requestTimedOut)
      case .partial: events.append(.headersTimedOut)
      case .idle: break
      }
      if phase != .busy { release(index) }
    }
    return events
  }

  /// Closes the connection that has been idle longest, but at least a second. Never one with a
  /// request that waits for a worker: who waits longest is served, and the newcomer is told.
  func evictOldestIdle(now: Int64) -> Bool {
    var oldest: (index: Int, since: Int64)?
    for index in slots.indices {
      let since = slots[index].state.withLock {
        $0.phase == .idle && !$0.hasBytes ? $0.since : nil
      }
      guard let since, now - since >= 1_000_000_000, since < oldest?.since ?? .max else { continue }
      oldest = (index, since)
    }
    guard let oldest else { return false }
    let closed = slots[oldest.index].state.withLock { state in
      // A worker may have taken it since, or a request may have come.
      guard state.phase == .idle, state.since == oldest.since, !state.hasBytes else {
        return false
      }
      state.close()
      return true
    }
    if closed { release(oldest.index) }
    return closed
  }

  /// Connections that a worker has.
  var busy: Int {
    slots.count { $0.state.withLock { $0.phase == .busy } }
  }

  /// Connections that are open.
  var open: Int {
    slots.count { $0.state.withLock { $0.phase != .free } }
  }

  /// Connections that have something to read and that no worker has taken yet.
  var waiting: Int {
    slots.count { $0.state.withLock { $0.phase == .idle && $0.hasBytes } }
  }

  /// Whether a peer keeps a connection for its next request.
  var hasKept: Bool {
    slots.contains { $0.state.withLock { $0.phase == .idle && !$0.fresh } }
  }

  /// One step of a drain: closes what has been idle since before a point in time.
  /// - Returns: whether no connection is left.
  func closeIdle(before point: Int64) -> Bool {
    var isEmpty = true
    closeAll { state in
      if state.phase == .idle, state.since < point, !state.hasBytes { return true }
      if state.phase != .free { isEmpty = false }
      return false
    }
    return isEmpty
  }

  /// Closes all that wait; what a worker has stays with it.
  func closeWaiting() { closeAll { $0.phase == .idle || $0.phase == .partial } }

  private func closeAll(where isDue: (ConnectionSlot.State) -> Bool) {
    for index in slots.indices {
      let closed = slots[index].state.withLock { state in
        guard isDue(state) else { return false }
        state.close()
        return true
      }
      if closed { release(index) }
    }
  }
}
