import Glibc
import Processes

/// Does the Redis at a socket answer PING? (While it loads its file it says LOADING.)
enum RedisProbe {
  static func answers(at path: String) -> Bool {
    guard let descriptor = try? UnixSocket.connect(to: path) else { return false }
    defer { close(descriptor) }
    UnixSocket.setTimeout(1, on: descriptor)
    Descriptor.write(Array("PING\r\n".utf8), to: descriptor)
    return Descriptor.read(descriptor, maximum: 64)?.starts(with: "+PONG".utf8) ?? false
  }
}
