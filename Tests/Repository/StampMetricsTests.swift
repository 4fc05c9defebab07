import Foundation
import Kernel
import Testing

@testable import OpsService

/// Aim: what commands for root leave behind becomes a figure, and what is not there none.
@Suite struct StampMetricsTests {
  @Test func stampsBecomeFigures() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/stamps-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let now = Instant(seconds: 1_800_000_000)
    #expect(StampMetrics.page(in: folder, now: now).isEmpty)
    func stamp(_ name: String, _ text: String) throws {
      try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
    try stamp("backup", "1799996400 /var/backups/erp/a.sql.gz\n")
    try stamp("certificate", "1800950400 /etc/erp/tls/fullchain.pem\n")
    let page = StampMetrics.page(in: folder, now: now)
    #expect(page.contains("\nerp_backup_age_seconds 3600\n"))
    #expect(page.contains("\nerp_certificate_days_left 11\n"))
    try stamp("backup", "nothing\n")
    #expect(!StampMetrics.page(in: folder, now: now).contains("erp_backup_age_seconds"))
  }

  @Test func workersAreThoseWithASocket() {
    #expect(Programs.workers(in: ["item.sock", "worker.sock"]) == ["worker"])
    #expect(Programs.workers(in: []) == ["worker"], "then it is down")
    #expect(
      Programs.workers(in: ["worker-2.sock", "worker.sock", "worker-1.sock", "worker-1.lock"])
        == ["worker-1", "worker-2"])
  }

  @Test func aBinaryLogMustBeOnTheDiskToo() {
    #expect(DatabaseInfo.isDurable(flush: 1, hasLog: false, sync: 0))
    #expect(DatabaseInfo.isDurable(flush: 1, hasLog: true, sync: 1))
    #expect(!DatabaseInfo.isDurable(flush: 1, hasLog: true, sync: 0))
    #expect(!DatabaseInfo.isDurable(flush: 2, hasLog: false, sync: 1))
  }

  /// All connections taken is another thing than no MariaDB.
  @Test func refusalsAreToldFromAbsence() {
    #expect([1040, 1203, 1226].allSatisfy { DatabaseState.isRefusal($0) })
    #expect(![2002, 2003, 1045, 1053].contains { DatabaseState.isRefusal($0) })
  }
}
