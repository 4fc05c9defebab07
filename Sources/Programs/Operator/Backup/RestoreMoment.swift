import ArgumentParser
import Kernel

/// The moment that `--until` names, in whole seconds as the binary log counts them.
struct RestoreMoment {
  let instant: Instant

  /// - Throws: `ExitCode` after saying what is wrong with it
  init(_ text: String, after scan: BackupScan, _ calendar: BusinessCalendar) throws {
    guard let instant = calendar.instant(text) else {
      throw Terminal.failure(
        "--until: not a time such as 2026-11-30T14:05 or 2026-11-30T14:05:00+08:00",
        "--until：时间应形如 2026-11-30T14:05 或 2026-11-30T14:05:00+08:00", status: ExitStatus.usage)
    }
    self.instant = Instant(seconds: instant.seconds)
    if self.instant > Instant.now() {
      throw Terminal.failure(
        "--until: \(calendar.text(of: instant)) is still to come",
        "--until：\(calendar.text(of: instant)) 尚未到来")
    }
    let begun = scan.moment.flatMap { Instant(rfc3339: $0) }
    if let begun, self.instant <= begun {
      throw Terminal.failure(
        "the backup was made at \(calendar.text(of: begun)), which is later; take an older one",
        "该备份生成于 \(calendar.text(of: begun))，晚于所指时刻；请用更早的备份")
    }
  }

  /// As mariadb-binlog wants it, in UTC.
  var utc: String { String(instant.rfc3339.prefix(19)).replacing("T", with: " ") }
}
