import Foundation
import Glibc
import Processes

/// Unix and TCP sockets, as much as a private stack needs.
package enum UnixSocket {
  /// The longest path that fits sockaddr_un on all systems, with some air.
  static let longestPath = 99

  /// A listening socket that only this user can open.
  package static func listen(at path: String, backlog: Int32 = 1024) throws(StackFault) -> Int32 {
    let descriptor = try make(AF_UNIX)
    unlink(path)
    let mask = umask(0o177)
    defer { umask(mask) }
    let bound = withAddress(of: path) { bind(descriptor, $0, $1) }
    guard bound == 0, Glibc.listen(descriptor, backlog) == 0 else {
      let fault = Descriptor.fault("cannot listen at \(path)")
      close(descriptor)
      throw fault
    }
    return descriptor
  }

  /// A listening socket at an IPv4 address with a port, such as `127.0.0.1:9001`.
  package static func listen(on address: String, backlog: Int32 = 1024) throws(StackFault) -> Int32
  {
    let parts = address.split(separator: ":")
    guard parts.count == 2, let port = Int(parts[1]), let host = host(String(parts[0])) else {
      throw StackFault("not an IPv4 address with a port: \(address)")
    }
    let descriptor = try make(AF_INET)
    var on: Int32 = 1
    setsockopt(
      descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    let bound = withAddress(host, port: port) { bind(descriptor, $0, $1) }
    guard bound == 0, Glibc.listen(descriptor, backlog) == 0 else {
      let fault = Descriptor.fault("cannot listen on \(address)")
      close(descriptor)
      throw fault
    }
    return descriptor
  }

  package static func connect(to path: String) throws(StackFault) -> Int32 {
    let descriptor = try make(AF_UNIX)
    guard withAddress(of: path, { Glibc.connect(descriptor, $0, $1) }) == 0 else {
      let fault = Descriptor.fault("cannot connect to \(path)")
      close(descriptor)
      throw fault
    }
    return descriptor
  }

  package static func connect(
    port: Int, host: String = "127.0.0.1"
  ) throws(StackFault) -> Int32 {
    guard let address = Self.host(host) else { throw StackFault("\(host) is no address") }
    let descriptor = try make(AF_INET)
    guard withAddress(address, port: port, { Glibc.connect(descriptor, $0, $1) }) == 0 else {
      let fault = StackFault("cannot connect to port \(port)")
      close(descriptor)
      throw fault
    }
    var on: Int32 = 1
    setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    return descriptor
  }

  /// A port of the loopback address that nobody listens at just now.
  package static func freePort() throws(StackFault) -> Int {
    let descriptor = try make(AF_INET)
    defer { close(descriptor) }
    guard withLoopback(port: 0, { bind(descriptor, $0, $1) }) == 0 else {
      throw Descriptor.fault("no free port")
    }
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = getsockname(descriptor, $0, &length)
      }
    }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  /// How long a read or a write may wait.
  package static func setTimeout(_ seconds: Double, on descriptor: Int32) {
    var time = timeval(
      tv_sec: Int(seconds), tv_usec: Int((seconds - seconds.rounded(.down)) * 1_000_000))
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, size)
  }

  private static func make(_ family: Int32) throws(StackFault) -> Int32 {
    let descriptor = SpawnLock.hold {
      let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
      Descriptor.closeOnExec(descriptor)
      return descriptor
    }
    guard descriptor >= 0 else { throw Descriptor.fault("cannot make a socket") }
    return descriptor
  }

  private static func withAddress<R>(
    of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> R
  ) -> R {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { room in
      room.copyBytes(from: path.utf8.prefix(room.count - 1))
    }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  private static func withLoopback<R>(
    port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> R
  ) -> R {
    withAddress(0x7f00_0001, port: port, body)
  }

  /// The number that four decimal bytes mean.
  private static func host(_ text: String) -> UInt32? {
    let bytes = text.split(separator: ".").compactMap { UInt8($0) }
    return bytes.count == 4 ? bytes.reduce(0) { $0 << 8 | UInt32($1) } : nil
  }

  private static func withAddress<R>(
    _ host: UInt32, port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> R
  ) -> R {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = host.bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}
