import ArgumentParser
import JSONCoding
import Kernel
import Security

/// `erp key list`
struct KeyListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "The keys that tokens are verified with, and the one that signs. 密钥列表。")

  @Flag(help: "Print JSON. 输出 JSON。")
  var json = false

  func run() throws {
    let place = try KeyPlace()
    let signer = try place.signer()
    let keys = try place.names().map { name in
      (
        name,
        Instant(
          seconds: try place.run { () throws(KeyFault) in
            try TokenKeyFiles.publishedAt(kid: name, in: place.publicKeys)
          })
      )
    }
    if json {
      return Terminal.say { writer in
        writer.array(keys) { writer, key in
          writer.object {
            $0.field("name", key.0)
            $0.field("signs", key.0 == signer)
            $0.field("since", key.1)
          }
        }
      }
    }
    for (name, since) in keys {
      let mark =
        name == signer ? Terminal.words("signs    ", "签名  ") : Terminal.words("verifies ", "验证  ")
      Terminal.say("\(mark) \(name)  \(Terminal.words("since", "起于")) \(since)")
    }
  }
}
