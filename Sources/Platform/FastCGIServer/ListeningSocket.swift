internal import CFastCGI
internal import Glibc

/// A socket that already listens; somebody else made it, and others may accept from it too.
package struct ListeningSocket: Sendable {
  /// The descriptor; it stays open for the life of the process.
  package let descriptor: Int32
  let isTCP: Bool

  /// Wraps a descriptor.
  /// - Throws: when it is not a listening stream socket.
  package init(descriptor: Int32) throws(ListeningFault) {
    var listening: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) == 0,
      listening == 1
    else { throw ListeningFault(reason: "descriptor \(descriptor) is not a listening socket") }
    var family: Int32 = 0
    size = socklen_t(MemoryLayout<Int32>.size)
    unsafe getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &family, &size)
    self.descriptor = descriptor
    isTCP = family == AF_INET || family == AF_INET6
    // Another process may take the connection between poll and accept: accept must not wait then.
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  /// The sockets that the supervisor passed on: descriptors from 3 if LISTEN_PID and LISTEN_FDS say
  /// so (systemd, systemd-socket-activate), else descriptor 0 (spawn-fcgi, `--inetd`). Never empty.
  /// - Throws: when one of them is not a listening socket.
  package static func inherited() throws(ListeningFault) -> [ListeningSocket] {
    if variable("LISTEN_PID").flatMap({ Int32($0) }) == getpid(),
      let count = variable("LISTEN_FDS").flatMap({ Int32($0) }), (1...longestList).contains(count)
    {
      var sockets: [ListeningSocket] = []
      for descriptor in 3..<(3 + count) {
        sockets.append(try ListeningSocket(descriptor: descriptor))
      }
      return sockets
    }
    do {
      return [try ListeningSocket(descriptor: 0)]
    } catch {
      throw ListeningFault(
        reason: "no socket was passed: start with systemd-socket-activate, spawn-fcgi or a .socket"
          + " unit (LISTEN_FDS, or a listening socket as descriptor 0)")
    }
  }

  /// Makes a unix socket of its own, for tools and tests; a left-over file is replaced.
  package static func unix(
    path: String, mode: UInt32 = 0o600, backlog: Int32 = 511
  ) throws(ListeningFault) -> ListeningSocket {
    let address = try SocketAddress.unix(path)
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    unsafe unlink(path)
    // The file is never open to others, not even for a moment.
    let old = umask(~mode & 0o777)
    let bound = unsafe address.withPointer { unsafe bind(descriptor, $0, $1) }
    umask(old)
    guard descriptor >= 0, bound == 0, listen(descriptor, backlog) == 0 else {
      let reason = unsafe String(cString: strerror(errno))
      close(descriptor)
      throw ListeningFault(reason: "cannot listen on \(path): \(reason)")
    }
    return try ListeningSocket(descriptor: descriptor)
  }

  /// A unix socket and an address or two are what anyone needs.
  private static let longestList: Int32 = 16

  private static func variable(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }
}

/// Why there is nothing to listen on.
package struct ListeningFault: Error, Sendable, CustomStringConvertible {
  package let reason: String
  package var description: String { reason }
}

/// An address of a unix or internet socket in the C library's form.
struct SocketAddress {
  private let storage: [UInt8]

  var family: Int32 {
    unsafe storage.withUnsafeBytes { Int32(unsafe $0.loadUnaligned(as: sa_family_t.self)) }
  }

  private init(storage: [UInt8]) {
    self.storage = storage
  }

  static func unix(_ path: String) throws(ListeningFault) -> SocketAddress {
    var address = sockaddr_un()
    let bytes = Array(path.utf8)
    // One byte stays NUL.
    guard !bytes.isEmpty, bytes.count < MemoryLayout.size(ofValue: address.sun_path),
      !bytes.contains(0)
    else { throw ListeningFault(reason: "\(path) is no path of a unix socket (1 to 107 bytes)") }
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    return unsafe withUnsafeBytes(of: &address) { SocketAddress(storage: unsafe Array($0)) }
  }

  /// The first address of a host, by name or number. A name may ask the resolver.
  static func tcp(host: String, port: Int) throws(ListeningFault) -> SocketAddress {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    unsafe hints.ai_flags = AI_NUMERICSERV
    var found: UnsafeMutablePointer<addrinfo>?
    guard unsafe getaddrinfo(host, String(port), &hints, &found) == 0, let first = unsafe found
    else { throw ListeningFault(reason: "unknown host \(host)") }
    defer { unsafe freeaddrinfo(first) }
    let bytes = unsafe UnsafeRawBufferPointer(
      start: first.pointee.ai_addr, count: Int(first.pointee.ai_addrlen))
    return SocketAddress(storage: unsafe Array(bytes))
  }

  /// Lends the address to connect(2) or bind(2).
  func withPointer<Result>(
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    unsafe storage.withUnsafeBytes { raw in
      unsafe raw.withMemoryRebound(to: sockaddr.self) { addresses in
        // The storage is never empty: it holds a whole address.
        unsafe body(addresses.baseAddress.unsafelyUnwrapped, socklen_t(storage.count))
      }
    }
  }
}
