internal import CFastCGI
internal import Glibc
internal import Threads

/// One request; valid only while it is handled, on the thread that handles it.
///
/// Parameters are looked up on demand; nothing is copied before it is asked for.
@safe package final class GatewayRequest {
  /// libfcgi's streams point to it, so its address must not change.
  let raw: UnsafeMutablePointer<FCGX_Request>
  let limits: GatewayLimits
  /// Tells the connection table about a new deadline.
  private let onDeadline: (Int64) -> Void
  /// The deadline on the monotonic clock.
  private(set) var deadline: Int64 = .max
  /// Bytes of the body read so far.
  var bodyRead = 0
  /// Whether `beginResponse` was called.
  var headWritten = false
  /// The buffer of the response's head, kept from request to request.
  var head: [UInt8] = []
  /// What `raw` points to, of a request that came over no socket.
  private var memory: RequestMemory?

  init(limits: GatewayLimits, onDeadline: @escaping (Int64) -> Void) {
    unsafe raw = .allocate(capacity: 1)
    unsafe raw.initialize(to: FCGX_Request())
    self.limits = limits
    self.onDeadline = onDeadline
    unsafe FCGX_InitRequest(raw, -1, 0)
    head.reserveCapacity(1024)
  }

  /// A request that no socket brought, for tests: handlers read it as they read any other.
  ///
  /// - Parameters:
  ///   - parameters: as Nginx would send them; `CONTENT_LENGTH` is the body's, unless it is given
  ///   - body: what there is to read
  package convenience init(
    parameters: [String: String], body: [UInt8] = [], limits: GatewayLimits = GatewayLimits()
  ) {
    self.init(limits: limits) { _ in }
    let length = ["CONTENT_LENGTH": String(body.count)]
    let memory = RequestMemory(parameters.merging(length) { given, _ in given }, body)
    unsafe raw.pointee.envp = memory.parameters
    unsafe raw.pointee.in = memory.stream
    self.memory = memory
    begin()
  }

  deinit {
    unsafe raw.deallocate()
  }

  /// Makes it the next request.
  func begin() {
    bodyRead = 0
    headWritten = false
    setDeadline(seconds: limits.requestSeconds)
  }

  private func setDeadline(seconds: Int) {
    deadline = MonotonicClock.after(seconds: seconds)
    // The handler gets a second to answer by itself that it was too slow.
    onDeadline(deadline + 1_000_000_000)
  }

  /// Seconds left; 0 or less: answer at once that it took too long.
  package var secondsLeft: Double {
    Double(deadline - MonotonicClock.now()) / 1_000_000_000
  }

  /// Gives a long export or import more time: so many seconds from now.
  package func extendDeadline(seconds: Int) {
    setDeadline(seconds: seconds)
  }

  /// A FastCGI parameter; nil when it was not sent. Bytes that are not UTF-8 become U+FFFD.
  package func parameter(_ name: StaticString) -> String? {
    guard let value = unsafe pointer(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// A FastCGI parameter as it was sent.
  package func parameterBytes(_ name: StaticString) -> [UInt8]? {
    guard let value = unsafe pointer(name) else { return nil }
    let count = unsafe strlen(value)
    return unsafe value.withMemoryRebound(to: UInt8.self, capacity: count) {
      unsafe Array(UnsafeBufferPointer(start: $0, count: count))
    }
  }

  /// Whether a parameter has exactly this value, without making a string of it.
  package func parameter(_ name: StaticString, is value: StaticString) -> Bool {
    guard let found = unsafe pointer(name), value.hasPointerRepresentation else { return false }
    return unsafe strlen(found) == value.utf8CodeUnitCount
      && memcmp(found, value.utf8Start, value.utf8CodeUnitCount) == 0
  }

  private func pointer(_ name: StaticString) -> UnsafeMutablePointer<CChar>? {
    guard name.hasPointerRepresentation else { return nil }
    // A static string ends with a NUL.
    let text = unsafe UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    return unsafe FCGX_GetParam(text, raw.pointee.envp)
  }
}

/// Handles requests one after the other; it is made on, and used by, one thread of the server.
package protocol GatewayWorker {
  /// Answers one request; must not keep it.
  func handle(_ request: GatewayRequest) -> GatewayResponse
  /// Nothing has come for a minute: what is costly to hold, such as a connection to a store, is to
  /// be given back until it is needed again.
  func rest()
}

extension GatewayWorker {
  package func rest() {}
}

/// Parameters and body in memory, in libfcgi's form.
@safe private final class RequestMemory {
  let parameters: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  let stream: UnsafeMutablePointer<FCGX_Stream>
  private let count: Int
  private let body: UnsafeMutablePointer<UInt8>

  init(_ named: [String: String], _ bytes: [UInt8]) {
    count = named.count
    // A NULL ends the list.
    unsafe parameters = .allocate(capacity: named.count + 1)
    unsafe parameters.initialize(repeating: nil, count: named.count + 1)
    for (index, pair) in named.enumerated() {
      unsafe parameters[index] = unsafe strdup("\(pair.key)=\(pair.value)")
    }
    unsafe body = .allocate(capacity: max(bytes.count, 1))
    unsafe body.initialize(repeating: 0, count: max(bytes.count, 1))
    for (index, byte) in bytes.enumerated() { unsafe body[index] = byte }
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: FCGX_Stream())
    unsafe stream.pointee.rdNext = body
    unsafe stream.pointee.stop = body + bytes.count
    unsafe stream.pointee.stopUnget = body
    unsafe stream.pointee.isReader = 1
    // All there is has been read: the body ends.
    unsafe stream.pointee.fillBuffProc = { unsafe $0?.pointee.isClosed = 1 }
  }

  deinit {
    for index in 0..<count { unsafe free(parameters[index]) }
    unsafe parameters.deallocate()
    unsafe body.deallocate()
    unsafe stream.deallocate()
  }
}
