import Foundation

/// A process, as /proc tells it.
struct ProcessFolder {
  let pid: Int32

  /// Every process of the machine that can be seen.
  static var all: [ProcessFolder] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { Int32($0).map(ProcessFolder.init) }
  }

  /// Its words with a NUL after each; empty when it is gone or not ours to read.
  var commandLine: String { text("cmdline") }
  var environment: String { text("environ") }

  /// The group that it belongs to: a part of a stack leads one of its own.
  var group: Int32 {
    // The name in parentheses may hold anything; state, parent and group come after it.
    let fields = text("stat").split(separator: ")").last?.split(separator: " ") ?? []
    return fields.count > 2 ? Int32(fields[2]) ?? 0 : 0
  }

  /// The sockets that it has open, by inode.
  var sockets: [String] {
    let folder = "/proc/\(pid)/fd"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { name in
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")
      guard let target, target.hasPrefix("socket:[") else { return nil }
      return String(target.dropFirst(8).dropLast())
    }
  }

  private func text(_ name: String) -> String {
    let data = FileManager.default.contents(atPath: "/proc/\(pid)/\(name)") ?? Data()
    return String(decoding: data, as: UTF8.self)
  }
}
