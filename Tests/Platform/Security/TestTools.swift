import Foundation
import Processes
import StackKit

/// The OpenSSL command line is the oracle: another program, another code path.
enum OpenSSLCommand {
  static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let result = try Command.run(["openssl"] + arguments)
    return (result.status, result.output + result.errors)
  }
}

/// A folder of its own for one test, removed at the end.
struct ScratchFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "erp-security-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    return "\(path)/\(name)"
  }

  func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
  }

  func mode(of name: String) throws -> Int {
    let facts = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
    return (facts[.posixPermissions] as? Int) ?? -1
  }

  func setMode(_ mode: Int, of name: String) throws {
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: "\(path)/\(name)")
  }
}

func bytes(hexadecimal text: String) -> [UInt8] {
  var bytes: [UInt8] = []
  var rest = Substring(text)
  while let byte = UInt8(rest.prefix(2), radix: 16), rest.count >= 2 {
    bytes.append(byte)
    rest = rest.dropFirst(2)
  }
  return bytes
}
