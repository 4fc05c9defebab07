import JSONCoding
import Kernel

/// `erp backup --list`.
struct BackupList {
  private let place: BackupFolder

  init(_ place: BackupFolder) { self.place = place }

  private struct Entry {
    let path: String
    let moment: Instant?
    let version: String?
    let bytes: Int
  }

  func say(asJSON: Bool) {
    let entries = place.files().map { path in
      let head = BackupReader.head(of: path)
      return Entry(
        path: path, moment: head.moment.flatMap { Instant(rfc3339: $0) }, version: head.version,
        bytes: BackupWriter.size(of: path))
    }
    if asJSON { return Terminal.say { Self.write(entries, &$0) } }
    for entry in entries {
      let moment = entry.moment.map(place.calendar.text(of:)) ?? "                  ?"
      Terminal.say(
        "\(moment)  \(entry.version ?? "?")  \(Figures.size(entry.bytes))  \(entry.path)")
    }
    if entries.isEmpty {
      Terminal.say("there is no backup in \(place.path)", "\(place.path) 中没有备份")
    }
  }

  private static func write(_ entries: [Entry], _ writer: inout JSONWriter) {
    writer.array(entries) { writer, entry in
      writer.object {
        $0.field("file", entry.path)
        $0.field("moment", entry.moment?.rfc3339)
        $0.field("version", entry.version)
        $0.field("bytes", entry.bytes)
      }
    }
  }
}
