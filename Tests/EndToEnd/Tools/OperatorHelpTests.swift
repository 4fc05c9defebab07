import Foundation
import StackKit
import Testing

/// Aim: whoever asks `erp` for help gets it, in both languages, and programs get JSON.
@Suite struct OperatorHelpTests {
  private struct Command {
    let name: String
    let fields: [String: Any]

    var arguments: [[String: Any]] { fields["arguments"] as? [[String: Any]] ?? [] }
    var options: [String] { arguments.compactMap { $0["valueName"] as? String } }

    var all: [Command] {
      let inner = fields["subcommands"] as? [[String: Any]] ?? []
      return [self]
        + inner.flatMap {
          Command(name: "\(name) \($0["commandName"] as? String ?? "")", fields: $0).all
        }
    }
  }

  private let commands: [Command]

  init() throws {
    let help = try SharedStack.get().operate("--experimental-dump-help").output
    let document = try JSONSerialization.jsonObject(with: Data(help.utf8)) as? [String: Any]
    let root = try #require(document?["command"] as? [String: Any])
    commands = Command(name: "erp", fields: root).all.filter { !$0.name.hasSuffix(" help") }
  }

  private static func isBilingual(_ text: Any?) -> Bool {
    guard let text = text as? String else { return true }
    let han = text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    return han && text.contains { $0.isASCII && $0.isLetter }
  }

  @Test func eachTextIsInBothLanguages() {
    #expect(commands.count > 25)
    var faults: [String] = []
    for command in commands {
      if command.fields["abstract"] == nil { faults.append("\(command.name): no abstract") }
      for part in ["abstract", "discussion"] where !Self.isBilingual(command.fields[part]) {
        faults.append("\(command.name): \(part)")
      }
      for argument in command.arguments {
        let name = argument["valueName"] as? String ?? ""
        let isHidden = argument["shouldDisplay"] as? Bool == false
        let isOwn = !["help", "version"].contains(name) && !isHidden
        if isOwn, argument["abstract"] == nil || !Self.isBilingual(argument["abstract"]) {
          faults.append("\(command.name): \(name)")
        }
      }
    }
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test func whatListsAlsoWritesJSON() {
    let listing = [
      "erp user list", "erp user roles", "erp key list", "erp settings", "erp trace", "erp logs",
      "erp events lag", "erp events dead", "erp routes", "erp migrate", "erp check", "erp audit",
      "erp import",
    ]
    let without = listing.filter { name in
      commands.first { $0.name == name }?.options.contains("json") != true
    }
    #expect(without.isEmpty, "\(without)")
  }

  @Test func theManualNamesEachCommand() throws {
    let page = try SharedStack.get().operate("manual", "erp.1").output
    for command in commands where command.fields["shouldDisplay"] as? Bool != false {
      let name = command.name.replacing("-", with: "\\-")
      #expect(command.name == "erp" || page.contains(".SS \(name)"), "\(command.name)")
    }
    #expect(try SharedStack.get().operate("manual", "erp.conf.5").output.contains("ERP_TIME_ZONE"))
  }

  @Test func mistakesAreNamed() throws {
    let stack = try SharedStack.get()
    let faults: [([String], Int32, String)] = [
      (["events", "replay", "--consumer", "nobody"], 64, "no such consumer"),
      (["events", "replay", "--event", "999999999"], 1, "no event 999999999"),
      (["key", "use", "nope"], 1, "there is no key nope"),
      (["key", "retire", "nope", "--now"], 1, "there is no key nope"),
    ]
    for (arguments, status, words) in faults {
      let result = try stack.operate(arguments)
      #expect(result.status == status && result.errors.contains(words), "\(result)")
    }
    let signing = try stack.operate("key", "list", "--json").output
    let keys = try JSONSerialization.jsonObject(with: Data(signing.utf8)) as? [[String: Any]]
    let signer = try #require(keys?.first { $0["signs"] as? Bool == true }?["name"] as? String)
    let retired = try stack.operate("key", "retire", signer)
    #expect(retired.status == 1 && retired.errors.contains("is the key that signs"))
    let twin = try stack.operate("key", "new", signer)
    #expect(twin.status == 1 && twin.errors.contains("\(signer) exists"), "\(twin.errors)")
    #expect(try stack.operate("--version").output.hasPrefix("erp "))
    #expect(try stack.operate("migrate", "--pending", "--json").output == "[]\n")
  }
}
