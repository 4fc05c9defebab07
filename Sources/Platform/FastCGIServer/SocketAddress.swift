internal import CFastCGI
internal import Glibc

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
