import FoundationEssentials
import Glibc
import MariaDBClient
import Processes

/// How MariaDB's own programs reach the server that a connection leads to, as the same user: by an
/// option file that has no name any more and that they inherit, so that the password is on no
/// command line and in no environment.
final class ServerAccess {
  let descriptor: Int32

  /// The first word after the program's name.
  static let option = "--defaults-file=/proc/self/fd/3"

  /// - Throws: `ProcessFault` when no file can be made
  init(_ options: DatabaseOptions, _ endpoint: DatabaseOptions.Endpoint) throws(ProcessFault) {
    let name = "erp-\(UInt64.random(in: .min ... .max)).cnf"
    let path = FileManager.default.temporaryDirectory.appending(path: name).path()
    descriptor = try Descriptor.open(path, O_RDWR | O_CREAT | O_EXCL)
    try? FileManager.default.removeItem(atPath: path)
    Descriptor.write(Array(Self.text(options, endpoint).utf8), to: descriptor)
  }

  deinit { close(descriptor) }

  static func text(_ options: DatabaseOptions, _ endpoint: DatabaseOptions.Endpoint) -> String {
    var lines = ["[client]", "default-character-set=utf8mb4"]
    lines.append("user=\(quoted(options.user))")
    lines.append("password=\(quoted(options.password))")
    switch endpoint {
    case .socket(let path):
      lines += ["protocol=socket", "socket=\(quoted(path))"]
    case .tcp(let host, let port):
      lines += ["protocol=tcp", "host=\(quoted(host))", "port=\(port)"]
      if let authority = options.tlsAuthority {
        lines += ["ssl-ca=\(quoted(authority))", "ssl-verify-server-cert"]
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A backslash begins an escape in an option file, and between quotes `#` is no comment.
  private static func quoted(_ value: String) -> String {
    "\"\(value.replacing(#"\"#, with: #"\\"#).replacing("\"", with: #"\""#))\""
  }
}
