internal import CFastCGI
internal import Glibc
internal import Supervision
internal import Synchronization
internal import Threads

/// One worker thread: takes a readable connection, serves what it asks, lets it wait again.
@safe final class WorkerLoop {
  private let core: GatewayCore
  private let worker: any GatewayWorker
  private let request: GatewayRequest
  private let current: Current
  private let preview: UnsafeMutableRawBufferPointer
  /// A thread hangs when it is still busy so long after its request was to be over. Waiting for a
  /// store's answer, which itself has a limit, is no reason.
  private let heartbeat: Heartbeat

  /// The connection at hand, for the request's deadline.
  private final class Current {
    var ticket: ConnectionTable.Ticket = 0
  }

  init(core: GatewayCore, worker: any GatewayWorker, name: String) {
    let current = Current()
    let heartbeat = Heartbeat(name)
    let grace = Int64(core.limits.hangSeconds) * 1_000_000_000
    self.heartbeat = heartbeat
    self.core = core
    self.worker = worker
    self.current = current
    request = GatewayRequest(limits: core.limits) { deadline in
      core.table.setDeadline(current.ticket, deadline)
      heartbeat.setDeadline(deadline + grace)
    }
    // Room for the records' own heads and padding.
    unsafe preview = .allocate(byteCount: core.limits.headerBytes + 16_384, alignment: 8)
  }

  deinit {
    unsafe preview.deallocate()
  }

  func run() {
    var isResting = true
    while !core.stop.isRequested {
      heartbeat.rest()
      switch core.ready.next(within: isResting ? nil : core.limits.restMilliseconds) {
      case .connection(let ticket, let isEnding):
        isResting = false
        heartbeat.beat(within: core.limits.requestSeconds + core.limits.hangSeconds)
        serve(ticket, isEnding: isEnding)
      case .nothing:
        isResting = true
        worker.rest()
      case .interrupted: break
      }
    }
  }

  private func serve(_ ticket: ConnectionTable.Ticket, isEnding: Bool) {
    guard let taken = core.table.take(ticket, isEnding: isEnding) else { return }
    current.ticket = ticket
    var partialUntil = taken.partialUntil
    var served = false
    while true {
      let rest: ConnectionTable.Rest
      switch look(taken.descriptor) {
      case .complete:
        partialUntil = nil
        served = true
        let answered = answer(ticket, taken.descriptor)
        guard answered == .keep else {
          return core.table.close(ticket, alreadyClosed: answered == .gone)
        }
        rest = wait(ticket, .idle, until: nil, served: true)
      case .none:
        rest = wait(ticket, .idle, until: nil, served: served)
      case .partial:
        partialUntil = partialUntil ?? MonotonicClock.after(seconds: core.limits.headerSeconds)
        rest = wait(ticket, .partial, until: partialUntil, served: served)
      case .closed:
        return core.table.close(ticket)
      case .refused(let event, let bytes):
        refuse(taken.descriptor, event, bytes)
        return core.table.close(ticket)
      }
      switch rest {
      case .waits: return
      case .lookAgain: continue
      case .ended: return core.table.close(ticket)
      }
    }
  }

  /// Lets a connection wait: until a deadline, or as long as one may be idle.
  private func wait(
    _ ticket: ConnectionTable.Ticket, _ phase: ConnectionSlot.Phase, until deadline: Int64?,
    served: Bool
  ) -> ConnectionTable.Rest {
    let now = MonotonicClock.now()
    let until = deadline ?? now + Int64(core.limits.idleSeconds) * 1_000_000_000
    return core.table.giveBack(ticket, phase, now: now, deadline: until, served: served)
  }

  private enum Sight {
    case complete
    /// Nothing to read.
    case none
    case partial
    case closed
    case refused(GatewayEvent, [UInt8])
  }

  /// Looks at what has come, without taking it from libfcgi.
  private func look(_ descriptor: Int32) -> Sight {
    let flags = Int32(MSG_PEEK | MSG_DONTWAIT)
    let count = unsafe recv(descriptor, preview.baseAddress, preview.count, flags)
    guard count > 0 else {
      return count < 0 && (errno == EAGAIN || errno == EINTR) ? .none : .closed
    }
    let seen = unsafe UnsafeMutableRawBufferPointer(rebasing: preview[..<count])
    switch unsafe RequestPreview.look(at: seen, limit: core.limits.headerBytes) {
    case .complete: return .complete
    // Tiny records with much padding: they fill the buffer and say nothing.
    case .partial: return unsafe count < preview.count ? .partial : .refused(.malformed, [])
    case .tooLarge(let id): return .refused(.headersTooLarge, CannedAnswer.headersTooLarge(id: id))
    case .malformed: return .refused(.malformed, [])
    }
  }

  private func refuse(_ descriptor: Int32, _ event: GatewayEvent, _ answer: [UInt8]) {
    core.statistics.malformedCell.wrappingAdd(1, ordering: .relaxed)
    core.onEvent(event)
    guard !answer.isEmpty else { return }
    let flags = Int32(MSG_DONTWAIT | MSG_NOSIGNAL)
    _ = unsafe answer.withUnsafeBytes { unsafe send(descriptor, $0.baseAddress, $0.count, flags) }
  }

  private enum Outcome {
    case keep
    case close
    /// libfcgi has closed it.
    case gone
  }

  /// Lets libfcgi read the request and the worker answer it.
  private func answer(_ ticket: ConnectionTable.Ticket, _ descriptor: Int32) -> Outcome {
    let raw = unsafe request.raw
    unsafe raw.pointee.ipcFd = descriptor
    // Otherwise FCGX_Accept_r closes the connection first of all.
    unsafe raw.pointee.keepConnection = 1
    // Otherwise libfcgi closes by waiting up to two seconds for the peer to close first.
    unsafe raw.pointee.detached = 1
    guard unsafe FCGX_Accept_r(raw) == 0 else { return .gone }
    // Parameters that break off are no error for libfcgi; they would be a request without them.
    guard unsafe FCGX_GetError(raw.pointee.in) == 0 else { return finish(keep: false) }
    core.statistics.requestCell.wrappingAdd(1, ordering: .relaxed)
    request.begin()
    let response = worker.handle(request)
    if response.form == .aborted { return finish(keep: false) }
    let drained = request.drainBody()
    if response.form == .whole, !request.headWritten { write(response) }
    if core.isDraining { return sayFarewell(descriptor) }
    unsafe FCGX_FClose(raw.pointee.err)
    unsafe FCGX_FClose(raw.pointee.out)
    let sound = unsafe FCGX_GetError(raw.pointee.out) == 0 && FCGX_GetError(raw.pointee.in) == 0
    return finish(keep: unsafe drained && sound && raw.pointee.keepConnection != 0)
  }

  /// Ends the request so that Nginx does not use the connection again.
  ///
  /// Closing after the answer would be too late: Nginx may send its next request in between, and a
  /// POST is then lost. A record after the end of the request keeps it from keeping the
  /// connection; it must come in the same piece, so libfcgi cannot write it.
  private func sayFarewell(_ descriptor: Int32) -> Outcome {
    unsafe FCGX_FFlush(request.raw.pointee.out)
    let farewell = unsafe Wire.farewell(id: Int(request.raw.pointee.requestId))
    _ = unsafe farewell.withUnsafeBytes {
      unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    return finish(keep: false)
  }

  private func write(_ response: GatewayResponse) {
    let bodiless = response.status == 204 || response.status == 304
    request.writeHead(
      status: response.status, headers: response.headers,
      length: bodiless ? nil : response.body.count)
    if !bodiless { _ = request.write(response.body) }
  }

  /// Frees what libfcgi made for the request, but leaves closing to the table.
  private func finish(keep: Bool) -> Outcome {
    unsafe FCGX_Free(request.raw, 0)
    unsafe request.raw.pointee.ipcFd = -1
    return keep ? .keep : .close
  }
}
