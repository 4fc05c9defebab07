import Testing

@testable import erp

/// Aim: a dump's own text says what it is, however it is cut into pieces; nothing else is run.
@Suite struct BackupScanTests {
  private static let dump = """
    -- ERP backup
    -- erp version: 0.6.0
    -- moment: 2026-11-30T23:10:05.000000Z
    /*M!999999\\- enable the sandbox mode */
    -- MariaDB dump 10.19

    /*!40101 SET NAMES utf8mb4 */;
    -- CHANGE MASTER TO MASTER_LOG_FILE='erp-bin.000002', MASTER_LOG_POS=1767;
    DROP TABLE IF EXISTS `sales_order`;
    CREATE TABLE `sales_order` (
      `order_no` varchar(64) NOT NULL
    ) ENGINE=InnoDB;
    LOCK TABLES `sales_order` WRITE;
    /*!40000 ALTER TABLE `sales_order` DISABLE KEYS */;
    INSERT INTO `sales_order` VALUES
    ('0001_not_a__migration.sql'),
    ('DROP TABLE x;');
    UNLOCK TABLES;
    -- SET GLOBAL gtid_slave_pos='0-5-786,7-1-9';
    DROP TABLE IF EXISTS `schema_migration`;
    CREATE TABLE `schema_migration` (
      `version` int(11) NOT NULL
    );
    INSERT INTO `schema_migration` VALUES
    (1,1,'0001_platform__api_call.sql','aa','2026-01-01 00:00:00'),
    (9901,1,'9901_platform__future.sql','bb',NULL);
    -- Dump completed on 2026-11-30 23:10:06

    """

  private func scan(_ text: String, pieces: Int = 1 << 20) -> BackupScan {
    var scan = BackupScan()
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      scan.take(rest.prefix(pieces))
      rest = rest.dropFirst(pieces)
    }
    return scan
  }

  @Test(arguments: [1, 7, 100_000]) func readsWhatItSays(pieces: Int) {
    let scan = scan(Self.dump, pieces: pieces)
    #expect(scan.version == "0.6.0" && scan.moment == "2026-11-30T23:10:05.000000Z")
    #expect(scan.logPosition == BackupScan.LogPosition(file: "erp-bin.000002", position: 1767))
    #expect(scan.migrations == ["0001_platform__api_call.sql", "9901_platform__future.sql"])
    #expect(scan.isOfERP && scan.isComplete && scan.strangeLine == nil)
    #expect(scan.table(at: 16) == "sales_order" && scan.table(at: 25) == "schema_migration")
    #expect(scan.logState == LogState("7-1-9,0-5-786"))
  }

  @Test func anEndThatIsMissingIsSeen() {
    let lines = Self.dump.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(!scan(lines.dropLast(2).joined(separator: "\n") + "\n").isComplete)
    #expect(!scan(Self.dump + "INSERT INTO `a` VALUES\n").isComplete)
  }

  @Test(arguments: [
    "USE `mysql`;", "CREATE DATABASE x;", "DROP DATABASE erp;", "GRANT ALL ON *.* TO a;",
    "INSERT INTO `mysql`.`user` VALUES", #"\! rm -rf /"#, "DROP TABLE IF EXISTS `a`.`b`;",
    "/*!50003 CREATE TRIGGER t */;", "SET GLOBAL read_only = 1;", "DELIMITER $$",
  ])
  func refusesWhatNoBackupHas(line: String) {
    #expect(scan(line + "\n" + Self.dump).strangeLine == 1)
  }
}
