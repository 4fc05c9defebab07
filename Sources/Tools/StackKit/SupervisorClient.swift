import Foundation
import Glibc
import Processes

/// Talks to a running supervisor over its control socket.
package struct SupervisorClient: Sendable {
  package let layout: StackLayout

  package init(layout: StackLayout) {
    self.layout = layout
  }

  package var isAlive: Bool { (try? status()) != nil }

  package func status() throws(StackFault) -> [PartStatus] {
    let text = try ask("status")
    do {
      return try JSONDecoder().decode([PartStatus].self, from: Data(text.utf8))
    } catch {
      throw StackFault("the supervisor's answer is not a status: \(text.prefix(200))")
    }
  }

  package func status(of name: String) throws(StackFault) -> PartStatus {
    guard let status = try status().first(where: { $0.name == name }) else {
      throw StackFault("the stack has no part \(name)")
    }
    return status
  }

  package func command(_ words: String...) throws(StackFault) {
    let answer = try ask(words.joined(separator: " "))
    guard answer == "ok\n" else { throw StackFault(answer.trimmingCharacters(in: .newlines)) }
  }

  /// Waits until `condition` holds, asking every 5 ms.
  package func wait(
    for what: String, seconds: Double, _ condition: () throws(StackFault) -> Bool
  ) throws(StackFault) {
    guard try comesTrue(within: seconds, condition) else {
      throw StackFault("\(what): not within \(seconds) s")
    }
  }

  private func ask(_ line: String) throws(StackFault) -> String {
    let descriptor = try UnixSocket.connect(to: layout.control)
    defer { close(descriptor) }
    UnixSocket.setTimeout(5, on: descriptor)
    Descriptor.write(Array((line + "\n").utf8), to: descriptor)
    return String(decoding: Descriptor.readToEnd(descriptor), as: UTF8.self)
  }
}
