import Foundation
import Glibc

/// Addresses for a cluster's machines, all of them this machine's: the network 10.0.0.0/24 of the
/// files that the package brings becomes a part of 127.0.0.0/8 that is this process's own. Nothing
/// listens anywhere else.
package struct ClusterNetwork: Sendable {
  package static let databaseCount = 3
  package static let applicationCount = 2
  private static let shipped = "10.0.0."

  /// Such as `127.54.3.`.
  let prefix: String
  private let files: String

  /// - Parameter installation: where the package's files are
  init(_ installation: Installation) {
    let number = Int(getpid())
    prefix = "127.\(1 + number / 256 % 254).\(number % 256)."
    files = installation.source
  }

  /// From 1, as all of these.
  package func application(_ number: Int) -> String { "\(prefix)1\(number)" }
  package func database(_ number: Int) -> String { "\(prefix)2\(number)" }
  package func redis(_ number: Int) -> String { "\(prefix)3\(number)" }
  /// Two of the three live beside a Redis, one beside a database, as the shipped settings say.
  package func sentinel(_ number: Int) -> String { number == 3 ? database(1) : redis(number) }

  /// Whence programs reach the database, as MariaDB writes it.
  var anywhere: String { "127.%" }

  /// A text with the package's addresses, with these in their place.
  func adapt(_ text: String) -> String {
    text.replacingOccurrences(of: Self.shipped, with: prefix)
  }

  /// A file that the package brings, with these addresses.
  func file(_ path: String) throws(StackFault) -> String {
    do {
      return adapt(try String(contentsOfFile: "\(files)/\(path)", encoding: .utf8))
    } catch {
      throw StackFault("cannot read \(path): \(error)")
    }
  }

  /// What every program of an application node is told: the package's `erp.conf` for clusters.
  func settings() throws(StackFault) -> [String: String] {
    let lines = try file("systemd/cluster/erp.conf").split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
    return Dictionary(lines.map { ($0[0], $0.count > 1 ? $0[1] : "") }) { $1 }
  }

  /// The address with its port on which a centre of an application node listens, by its name: as
  /// Nginx has them.
  func listeners(of application: Int) throws(StackFault) -> [String: String] {
    var found: [String: String] = [:]
    var centre = ""
    for line in try file("nginx/cluster/upstreams.conf").split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.first == "upstream", words.count > 1 { centre = String(words[1].dropFirst(4)) }
      if words.first == "server", words[1].hasPrefix(self.application(application) + ":") {
        found[centre] = String(words[1])
      }
    }
    return found
  }
}
