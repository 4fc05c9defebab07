import Kernel

/// How backups are called that `erp backup` names itself, and which of them have had their time.
enum BackupName {
  static let ending = ".sql.gz"
  static let settingsEnding = ".settings.tar.gz"

  /// `erp-20261130-231005.sql.gz`
  static func nightly(_ moment: CivilTime) -> String { "erp-\(stamp(moment))\(ending)" }

  /// `20261130-231005`
  static func stamp(_ moment: CivilTime) -> String {
    func digits(_ number: Int, _ count: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, count - text.count)) + text
    }
    return digits(moment.year, 4) + digits(moment.month, 2) + digits(moment.day, 2) + "-"
      + digits(moment.hour, 2) + digits(moment.minute, 2) + digits(moment.second, 2)
  }

  /// What lies beside a backup: settings, keys, credentials.
  static func settings(of backup: String) -> String {
    let stem = backup.hasSuffix(ending) ? String(backup.dropLast(ending.count)) : backup
    return stem + settingsEnding
  }

  static func isNightly(_ name: String) -> Bool {
    guard name.hasPrefix("erp-"), name.hasSuffix(ending) else { return false }
    let stamp = name.dropFirst(4).dropLast(ending.count)
    guard stamp.utf8.count == 15 else { return false }
    return stamp.utf8.enumerated().allSatisfy { index, byte in
      index == 8 ? byte == UInt8(ascii: "-") : (0x30...0x39).contains(byte)
    }
  }

  /// Before an upgrade: `before-0.5.0.sql.gz`.
  static func isBeforeUpgrade(_ name: String) -> Bool {
    name.hasPrefix("before-") && name.hasSuffix(ending)
  }

  /// Those that are older than `oldest`, and never the newest.
  static func expired(_ names: [String], oldest: CivilTime) -> [String] {
    let limit = nightly(oldest)
    return names.filter(isNightly).sorted().dropLast().filter { $0 < limit }
  }
}
