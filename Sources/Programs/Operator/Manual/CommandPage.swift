import JSONCoding
import Kernel

/// `erp.1`: every command, from the same texts as `--help`.
enum CommandPage {
  /// - Parameter help: ArgumentParser's own description of the program, as JSON
  static func text(from help: JSONNode) -> String {
    var page = Roff(
      "erp", section: 1, version: ProductVersion.text, "operate the ERP", "运维工具")
    page.section("SYNOPSIS 用法")
    page.paragraphs("erp command [options]")
    page.section("DESCRIPTION 说明")
    page.paragraphs(help.member("discussion")?.text ?? "")
    page.section("COMMANDS 命令")
    for command in Self.shown(help) { write(command, path: "erp", to: &page) }
    page.section("FILES 文件")
    page.item("/etc/erp/erp.conf, /etc/erp/conf.d/*.conf", "Settings: erp.conf(5). 设置。")
    page.item("/var/log/erp/access.log", "Nginx's log, a JSON object a line. Nginx 访问日志。")
    page.item("/var/backups/erp", "Backups. 备份。")
    page.item("/usr/share/doc/erp", "The documents, in both languages. 文档。")
    page.section("SEE ALSO 参见")
    page.paragraphs("erp.conf(5), erp-setup(8), journalctl(1), systemctl(1)")
    return page.text
  }

  private static func list(_ name: String, of node: JSONNode) -> [JSONNode] {
    node.member(name).map { Array($0.elements) } ?? []
  }

  private static func shown(_ command: JSONNode) -> [JSONNode] {
    list("subcommands", of: command).filter { found in
      found.member("shouldDisplay")?.bool != false && found.member("commandName")?.text != "help"
    }
  }

  private static func write(_ command: JSONNode, path: String, to page: inout Roff) {
    let name = "\(path) \(command.member("commandName")?.text ?? "")"
    let arguments = list("arguments", of: command).filter { argument in
      argument.member("shouldDisplay")?.bool != false && !isCommon(argument)
    }
    let usage = arguments.map(usage).joined(separator: " ")
    page.subsection("\(name) \(usage)")
    page.paragraphs(command.member("abstract")?.text ?? "")
    if let discussion = command.member("discussion")?.text { page.paragraphs(discussion) }
    for argument in arguments {
      page.item(term(argument), argument.member("abstract")?.text ?? "")
    }
    for inner in shown(command) { write(inner, path: name, to: &page) }
  }

  /// What every command has.
  private static func isCommon(_ argument: JSONNode) -> Bool {
    ["help", "version"].contains(argument.member("valueName")?.text)
  }

  private static func names(_ argument: JSONNode) -> [String] {
    list("names", of: argument).compactMap { found in
      guard let name = found.member("name")?.text else { return nil }
      return found.member("kind")?.text == "short" ? "-\(name)" : "--\(name)"
    }
  }

  private static func value(_ argument: JSONNode) -> String {
    (argument.member("valueName")?.text ?? "value").uppercased()
  }

  private static func term(_ argument: JSONNode) -> String {
    switch argument.member("kind")?.text {
    case "positional": value(argument)
    case "flag": names(argument).joined(separator: ", ")
    default: "\(names(argument).joined(separator: ", ")) \(value(argument))"
    }
  }

  private static func usage(_ argument: JSONNode) -> String {
    let isPositional = argument.member("kind")?.text == "positional"
    let word =
      isPositional
      ? value(argument)
      : ([names(argument).last ?? ""]
        + (argument.member("kind")?.text == "flag" ? [] : [value(argument)]))
        .joined(separator: " ")
    let repeated = argument.member("isRepeating")?.bool == true ? "\(word) ..." : word
    return argument.member("isOptional")?.bool == false ? repeated : "[\(repeated)]"
  }
}
