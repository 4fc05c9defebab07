import FoundationEssentials
import Kernel
import Processes

/// Units, sockets, secrets, backup and clock of the machine that the package is installed on.
enum MachineChecks {
  static func findings() -> [Finding] {
    units() + sockets() + secrets() + [backup(), clock()]
  }

  /// Units that are to run; a failed one with what its program said last.
  private static func units() -> [Finding] {
    let stores = ["mariadb.service", "redis-server@erp.service", "nginx.service"]
    let errands = ["backup-erp.service", "rehearse-erp.service", "upgrade-erp.service"]
    guard let services = try? Installation.units("service"),
      let states = try? Installation.states(of: services + stores + errands)
    else { return [Finding("units", .critical, "cannot be listed", "无法列出")] }
    let failed = states.filter { $0.state == "failed" }.map(\.unit)
    let stopped = states.prefix(services.count)
      .filter { ["inactive", "deactivating"].contains($0.state) }.map(\.unit)
    if failed.isEmpty && stopped.isEmpty {
      return [Finding("units", .ok, "\(services.count) programs run", "\(services.count) 个程序在运行")]
    }
    return told(failed)
      + stopped.map {
        Finding("unit \($0)", .warning, "is stopped", "已停止", remedy: "systemctl start \($0)")
      }
  }

  /// A wrong setting fails them all with the same words: told once.
  private static func told(_ failed: [String]) -> [Finding] {
    let groups = Dictionary(grouping: failed) { lastWords(of: $0) ?? "" }
    return groups.sorted { $0.value[0] < $1.value[0] }.map { words, units in
      let names = units.count > 3 ? "\(units.count) units" : units.joined(separator: ", ")
      let remedy = words.isEmpty ? "journalctl -u \(units[0])" : "mend that, then: erp restart"
      let why = words.isEmpty ? ("", "") : (": \(words)", "：\(words)")
      return Finding(
        units.count > 3 ? "units" : "unit \(names)", .critical,
        (units.count > 3 ? "\(names) failed" : "failed") + why.0,
        (units.count > 3 ? "\(units.count) 个程序失败" : "已失败") + why.1, remedy: remedy)
    }
  }

  /// The last line that the unit's own program wrote.
  static func lastWords(of unit: String) -> String? {
    let lines = try? Command.run(
      [
        "journalctl", "--no-pager", "-o", "cat", "-n", "1", "-p", "warning",
        "_SYSTEMD_UNIT=\(unit)",
      ], seconds: 10)
    guard let line = lines?.output.split(separator: "\n").last else { return nil }
    return LogRecord(line: String(line), of: unit).message
  }

  /// Nginx opens them, the operations centre may, and nobody else.
  private static func sockets() -> [Finding] {
    let paths = ((try? FileManager.default.contentsOfDirectory(atPath: "/run/erp")) ?? [])
      .filter { $0.hasSuffix(".sock") }.map { "/run/erp/\($0)" }
    let open = paths.filter { Self.mode(of: $0) & 0o007 != 0 }
    if open.isEmpty { return [Finding("sockets", .ok, "\(paths.count)", "\(paths.count) 个")] }
    let list = open.joined(separator: ", ")
    return [
      Finding(
        "sockets", .critical, "everybody on this machine may open \(list)", "任何本机用户都能打开：\(list)",
        remedy: "systemctl restart erp.target")
    ]
  }

  /// Only root reads what is in there.
  private static func secrets() -> [Finding] {
    let folder = Installation.credentials
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let open = names.filter { Self.mode(of: "\(folder)/\($0)") & 0o077 != 0 }
    guard open.isEmpty else {
      let list = open.sorted().joined(separator: ", ")
      return [
        Finding(
          "secrets", .critical, "others than root may read \(list)", "root 以外的用户可读：\(list)",
          remedy: "chmod 600 \(folder)/*")
      ]
    }
    return [Finding("secrets", .ok, "\(names.count), for root alone", "\(names.count) 个，仅 root 可读")]
  }

  /// The permission bits; none of a file that is not there.
  private static func mode(of path: String) -> Int {
    let found = try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    return (found as? UInt).map { Int(clamping: $0) } ?? (found as? Int) ?? 0
  }

  /// Hours after which a backup is old, and very old.
  private static let oldHours: (warning: Int64, critical: Int64) = (30, 78)

  /// In seconds since 1970: as `erp backup` has noted it, else the newest file's, where an earlier
  /// installation made it.
  private static func lastBackup() -> Int64? {
    let stamp = try? String(contentsOfFile: "\(Installation.state)/status/backup", encoding: .utf8)
    if let second = stamp?.split(separator: " ").first.flatMap({ Int64($0) }) { return second }
    let files = (try? FileManager.default.contentsOfDirectory(atPath: Installation.backups)) ?? []
    return files.filter { $0.hasPrefix("erp-") && $0.hasSuffix(".sql.gz") }.compactMap { name in
      let path = "\(Installation.backups)/\(name)"
      let date = try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
      return date.flatMap { Int64(exactly: $0.timeIntervalSince1970.rounded(.down)) }
    }.max()
  }

  private static func backup() -> Finding {
    guard let second = lastBackup() else {
      return Finding(
        "backup", .warning, "there is none yet; the timer makes one tonight", "还没有备份；今晚由定时器生成",
        remedy: "erp backup")
    }
    let hours = Instant.now().seconds.subtracting(capped: second).quotient(by: 3600)
    let level: CheckLevel =
      hours >= oldHours.critical ? .critical : hours >= oldHours.warning ? .warning : .ok
    return Finding(
      "backup", level, "the last is \(hours) h old", "最近一次在 \(hours) 小时前",
      remedy: level == .ok ? nil : "systemctl status backup-erp.service; erp backup")
  }

  private static func clock() -> Finding {
    let answer = try? Command.run(
      ["timedatectl", "show", "-p", "NTPSynchronized", "--value"], seconds: 10)
    guard answer?.output.hasPrefix("yes") == true else {
      return Finding(
        "clock", .warning, "is not synchronised: business days begin and end by it",
        "未与时间服务器同步：营业日以它为准", remedy: "apt install systemd-timesyncd")
    }
    return Finding("clock", .ok, "is synchronised", "已同步")
  }
}
