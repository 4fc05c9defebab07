import Foundation
import Processes
import StackKit
import Testing

/// Aim: a restore replaces what is there by all of a backup or by nothing, keeps what was there,
/// and ends exactly at the moment it was told. Its tests share one stack, one after the other.
@Suite(.serialized) struct StoreToolTests {
  @Test func aRestoreKeepsWhatWasThere() throws {
    let shop = try BackupStack.get()
    let schema = try shop.stack.schema()
    let before = try shop.sell()
    let backup = try shop.backup()
    let after = try shop.sell()
    let asked = try shop.restore(backup)
    #expect(asked.status == 1 && asked.errors.contains("--yes"), "\(asked.errors)")
    #expect(try shop.orders().contains(after))
    #expect(try !shop.hasDatabase("erp_restoring"))
    let done = try shop.restore(backup, "--yes")
    #expect(done.status == 0, "\(done.errors)")
    #expect(try shop.orders().contains(before) && !shop.orders().contains(after))
    #expect(try shop.orders(in: "erp_before_restore").contains(after))
    #expect(try !shop.hasDatabase("erp_restoring"))
    #expect(try shop.stack.schema() == schema)
  }

  @Test func aNewerVersionIsRefused() throws {
    let shop = try BackupStack.get()
    try shop.sell()
    let orders = try shop.orders()
    let newer = try shop.changed(try shop.backup()) {
      $0.replacingOccurrences(
        of: "INSERT INTO `schema_migration` VALUES\n",
        with:
          "INSERT INTO `schema_migration` VALUES\n(9901,1,'9901_platform__future.sql','',NULL),\n")
    }
    let refused = try shop.restore(newer, "--yes")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("newer version"), "\(refused.errors)")
    #expect(refused.errors.contains("9901_platform__future.sql"))
    #expect(try shop.orders() == orders)
    #expect(try !shop.hasDatabase("erp_restoring"))
  }

  @Test func aStatementThatBreaksIsNotShown() throws {
    let shop = try BackupStack.get()
    let number = try shop.sell()
    let orders = try shop.orders()
    let broken = try shop.changed(try shop.backup()) { text in
      let start = "INSERT INTO `sales_order` VALUES\n"
      let rows = text.range(of: start).map { text[$0.upperBound...] } ?? ""
      let row = rows.prefix { $0 != "\n" }.dropLast()
      return text.replacingOccurrences(of: start, with: start + row + ",\n")
    }
    let refused = try shop.restore(broken, "--yes")
    #expect(refused.status == 1 && refused.output.isEmpty)
    #expect(refused.errors.contains("table sales_order, line "), "\(refused.errors)")
    #expect(refused.errors.contains("MariaDB error 1"), "\(refused.errors)")
    #expect(!refused.errors.contains(number) && refused.errors.utf8.count < 400)
    #expect(try shop.orders() == orders)
    #expect(try !shop.hasDatabase("erp_restoring"))
  }

  @Test func whatIsNoBackupIsRefused() throws {
    let shop = try BackupStack.get()
    let path = shop.stack.layout.root + "/stranger.sql"
    try "CREATE TABLE `stranger` (\n);\n".write(toFile: path, atomically: true, encoding: .utf8)
    try Command.require(["gzip", "-f", path])
    let reaching = try shop.changed(try shop.backup()) { "USE `mysql`;\n" + $0 }
    for (file, said) in [
      (path + ".gz", "not a backup"), ("/nonexistent", "No such file"), (reaching, "line 1"),
    ] {
      let refused = try shop.restore(file, "--yes")
      #expect(refused.status == 1 && refused.errors.contains(said), "\(refused.errors)")
    }
  }

  /// Sales before, at and after a second: those acknowledged before it are there, those that were
  /// asked for later are not.
  @Test func aMomentIsExact() throws {
    let shop = try BackupStack.get()
    let backup = try shop.backup()
    var book: [(number: String, asked: Date, acknowledged: Date)] = []
    let end = Date().addingTimeInterval(4)
    while Date() < end {
      let asked = Date()
      book.append((try shop.sell(), asked, Date()))
    }
    let moment = Date(timeIntervalSince1970: (end.timeIntervalSince1970 - 2).rounded(.down))
    let text = moment.formatted(.iso8601)
    let other = try shop.restore(backup, "--yes", "--until", "2020-01-01T00:00:00Z")
    #expect(other.status == 1 && other.errors.contains("take an older one"), "\(other.errors)")
    let done = try shop.restore(backup, "--yes", "--until", text)
    #expect(done.status == 0, "\(done.errors)")
    let orders = try shop.orders()
    let (early, late) = (
      book.filter { $0.acknowledged < moment }, book.filter { $0.asked >= moment }
    )
    #expect(!early.isEmpty && !late.isEmpty)
    let (lost, extra) = (
      early.filter { !orders.contains($0.number) }, late.filter { orders.contains($0.number) }
    )
    #expect(lost.count == 0 && extra.count == 0, "of \(early.count) and \(late.count)")
    let audited = try shop.stack.operate("rehearse", try shop.backup())
    #expect(audited.status == 0, "\(audited.output)")
    // The tables are others since then: what the log says of later cannot follow this backup.
    let across = try shop.restore(
      backup, "--yes", "--until", Date().formatted(.iso8601))
    #expect(across.status == 1 && across.errors.contains("by an upgrade or a restore"))
  }

  @Test func aMomentNeedsTheLog() throws {
    let shop = try BackupStack.get()
    let without = try shop.changed(try shop.backup()) {
      $0.replacingOccurrences(of: "-- CHANGE MASTER", with: "-- CHANGE NOTHING")
    }
    usleep(1_100_000)
    let now = Date().formatted(.iso8601)
    let refused = try shop.restore(without, "--yes", "--until", now)
    #expect(refused.status == 1 && refused.errors.contains("binary log"), "\(refused.errors)")
    let empty = try shop.restore(
      try shop.backup(), "--yes", "--binlogs", shop.folder, "--until", "2999-01-01T00:00:00Z")
    #expect(empty.status == 1 && empty.errors.contains("still to come"), "\(empty.errors)")
  }
}
