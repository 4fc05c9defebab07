import Kernel
import MariaDBClient
import Testing

@testable import erp

/// Aim: what is deleted is what `erp backup` has named, is old, and is not the last there is.
@Suite struct BackupNameTests {
  private let moment = CivilTime(year: 2026, month: 11, day: 5, hour: 2, minute: 30, second: 9)

  @Test func namesAMoment() {
    #expect(BackupName.nightly(moment) == "erp-20261105-023009.sql.gz")
    #expect(
      BackupName.settings(of: "/x/erp-20261105-023009.sql.gz")
        == "/x/erp-20261105-023009.settings.tar.gz")
    #expect(BackupName.settings(of: "/x/mine") == "/x/mine.settings.tar.gz")
  }

  @Test func deletesOnlyOldOnesOfItsOwn() {
    let names = [
      "erp-20261104-023000.sql.gz", "erp-20261105-023008.sql.gz", "erp-20261105-023009.sql.gz",
      "erp-20261201-023000.sql.gz", "erp-my-own.sql.gz", "before-0.5.0.sql.gz", "erp-2026.sql.gz",
      "erp-20261104-02300x.sql.gz",
    ]
    #expect(BackupName.expired(names, oldest: moment) == Array(names[..<2]))
  }

  @Test func neverDeletesTheLast() {
    let names = ["erp-20200101-000000.sql.gz", "erp-20200102-000000.sql.gz"]
    #expect(BackupName.expired(names, oldest: moment) == [names[0]])
  }

  @Test func logsFollowTheFirstOfTheirSeries() {
    let paths = [
      "/l/erp-bin.000010", "/l/erp-bin.000002", "/l/erp-bin.index", "/l/other.000003",
      "/l/erp-bin.000001",
    ]
    #expect(
      BinaryLog.following("erp-bin.000002", in: paths)
        == ["/l/erp-bin.000002", "/l/erp-bin.000010"])
  }

  @Test func anErrorIsItsPlaceAlone() {
    let said =
      "--------------\nINSERT INTO `a` VALUES ('Li', '138')\n--------------\n"
      + "ERROR 1062 (23000) at line 3: Duplicate entry 'Li' for key 'PRIMARY'\n"
    var scan = BackupScan()
    scan.take(Array("\nDROP TABLE IF EXISTS `a`;\n(1)\n".utf8))
    #expect(ScratchDatabase.place(said, scan) == "table a, line 3: MariaDB error 1062")
  }

  @Test func aPasswordIsQuotedInAnOptionFile() {
    let options = DatabaseOptions(
      endpoint: .socket("/s"), user: "erp_admin", password: ##"a\b"c#d"##, database: "erp")
    let text = ServerAccess.text(options, .socket("/s"))
    #expect(text.contains(##"password="a\\b\"c#d""## + "\n"))
    #expect(text.contains("socket=\"/s\"\n"))
  }

  @Test func theLogIsRefusedForMoreThanRows() {
    let head = "#261201  5:45:37 server id 1  end_log_pos 2299 \tGTID\n"
    func scan(_ text: String) -> BinaryLogScan {
      var scan = BinaryLogScan()
      scan.take(Array((head + text).utf8))
      return scan
    }
    let good = scan("SET TIMESTAMP=1/*!*/;\nBEGIN\n/*!*/;\nCOMMIT/*!*/;\n#Q> DROP TABLE a\n")
    #expect(good.schemaChange == nil && good.statement == nil)
    #expect(good.last == "2026-12-01T05:45:37Z")
    #expect(scan("alter table a add b int\n").schemaChange == "2026-12-01T05:45:37Z")
    #expect(scan("DROP TABLE IF EXISTS `restored_here`\n").schemaChange != nil)
    #expect(scan("GRANT SELECT ON a TO b\n").schemaChange != nil)
    #expect(scan("CREATE USER c\n").schemaChange == nil)
    #expect(scan("INSERT INTO a VALUES (1)\n").statement != nil)
  }
}
