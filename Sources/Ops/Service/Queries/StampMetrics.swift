import FoundationEssentials

/// What commands for root leave behind for everybody to see: when the last backup was made, when
/// the certificate ends. Each file is "unix-seconds what"; without it there is no series.
enum StampMetrics {
  static let folder = "/var/lib/erp/status"
  private static let day: Int64 = 86_400

  /// The page's part.
  static func page(in folder: String = Self.folder, now: Instant = .now()) -> String {
    var text = ""
    if let second = second(of: "\(folder)/backup") {
      text += DatabaseMetrics.gauge(
        "erp_backup_age_seconds", "Age of the last backup.", now.seconds.subtracting(capped: second)
      )
    }
    if let second = second(of: "\(folder)/certificate") {
      text += DatabaseMetrics.gauge(
        "erp_certificate_days_left", "Whole days until the certificate ends.",
        second.subtracting(capped: now.seconds).quotient(by: day))
    }
    return text
  }

  private static func second(of path: String) -> Int64? {
    let text = try? String(contentsOfFile: path, encoding: .utf8)
    return text?.split(whereSeparator: { $0 == " " || $0 == "\n" }).first.flatMap { Int64($0) }
  }
}
