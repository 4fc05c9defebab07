internal import Glibc
internal import Synchronization

/// Tells the service manager (systemd) how this process is doing, by the datagrams that
/// sd_notify(3) describes. Without NOTIFY_SOCKET, as under `make run`, nothing is said.
package enum ServiceManager {
  private static let saidReady = Atomic<Bool>(false)

  /// The program serves from now on: says so once, and starts the watchdog's thread if the manager
  /// asked for signs of life.
  package static func ready() {
    guard !saidReady.exchange(true, ordering: .acquiringAndReleasing) else { return }
    say("READY=1")
    guard let interval = watchdogMicroseconds else { return }
    Watchdog.start(everyMicroseconds: interval / 4)
  }

  /// The program was asked to end and finishes what runs.
  package static func stopping() {
    say("STOPPING=1")
  }

  /// Sends one message; a manager that does not listen is not waited for.
  static func say(_ message: String) {
    guard let path = variable("NOTIFY_SOCKET") else { return }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard bytes.count > 1, bytes.count < room else { return }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    // "@name" stands for a socket without a file: its name begins with a NUL and has no end.
    let isAbstract = bytes[0] == UInt8(ascii: "@")
    if isAbstract { unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0[0] = 0 } }
    let length = MemoryLayout<sa_family_t>.size + bytes.count + (isAbstract ? 0 : 1)
    send(Array(message.utf8), to: address, length: length)
  }

  private static func send(_ message: [UInt8], to address: sockaddr_un, length: Int) {
    let kind = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let descriptor = socket(AF_UNIX, kind, 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    unsafe withUnsafePointer(to: address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        _ = unsafe sendto(
          descriptor, message, message.count, Int32(MSG_NOSIGNAL), generic, socklen_t(length))
      }
    }
  }

  /// How often the manager wants a sign of life from this very process; nil when it does not.
  private static var watchdogMicroseconds: UInt32? {
    guard let text = variable("WATCHDOG_USEC"), let interval = UInt32(text), interval > 0 else {
      return nil
    }
    // Inherited from a parent that was watched, it is not meant for us.
    if let watched = variable("WATCHDOG_PID"), Int32(watched) != getpid() { return nil }
    return interval
  }

  private static func variable(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }
}
