import ArgumentParser
import JSONCoding
import Settings

/// `erp settings`: what can be set, and what holds.
struct SettingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings",
    abstract: "List every setting with its default, or with what holds. 列出全部设置及当前值。",
    discussion: """
      They stand in /etc/erp/erp.conf and /etc/erp/conf.d/*.conf, KEY=VALUE a line; a later file \
      wins. After a change: erp check --settings, then erp restart.
      设置写在 /etc/erp/erp.conf 与 /etc/erp/conf.d/*.conf，后者优先；修改后先 erp check --settings，再 erp restart。
      """)

  @Flag(
    help: "Show what holds, where it stands, and which units take up a change. 显示当前值、来源与需重启的单元。")
  var effective = false

  @Flag(help: "Print JSON, with all of it. 输出 JSON。")
  var json = false

  func run() throws {
    let table = SettingsTable.effective()
    if json { return Terminal.say { Self.write(table, &$0) } }
    for row in table.rows {
      let value = effective ? row.value : row.standard
      Terminal.say("\(row.name)=\(value ?? "")")
      if effective {
        Terminal.say("    " + Self.origin(of: row))
      } else {
        Terminal.say("    \(row.purpose)", "    \(row.purposeInChinese)")
      }
    }
  }

  /// Where the value stands, what else may stand there, and what takes a change up.
  private static func origin(of row: SettingsTable.Row) -> String {
    let range =
      row.range.map { ", " + $0.replacing(" to ", with: Terminal.words(" to ", " 至 ")) } ?? ""
    let units = row.units.joined(separator: " ")
    let standard = Terminal.words("default ", "默认 ") + (row.standard ?? Terminal.words("none", "无"))
    return (row.source == "default" ? standard : "\(row.source); \(standard)") + range + "; "
      + (units.isEmpty
        ? Terminal.words("no restart", "无需重启") : Terminal.words("restart ", "需重启 ") + units)
  }

  private static func write(_ table: SettingsTable, _ writer: inout JSONWriter) {
    writer.array(table.rows) { writer, row in
      writer.object {
        $0.field("name", row.name)
        $0.field("value", row.value)
        $0.field("source", row.source)
        $0.field("default", row.standard)
        $0.field("range", row.range)
        $0.field("purpose", row.purpose)
        $0.field("purpose_zh", row.purposeInChinese)
        $0.key("units")
        $0.array(row.units) { $0.string($1) }
      }
    }
  }
}
