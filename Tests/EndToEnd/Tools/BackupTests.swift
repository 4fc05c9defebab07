import Foundation
import Kernel
import Processes
import StackKit
import Testing

/// Aim: a backup is there whole or not at all, goes where it is told and nowhere else, and can be
/// tried without touching what is there.
extension StoreToolTests {
  @Test func aBackupWithoutANameGoesToTheFolder() throws {
    let shop = try BackupStack.get()
    try shop.sell()
    try FileManager.default.createDirectory(
      atPath: shop.folder, withIntermediateDirectories: true)
    for old in ["erp-20200101-000000.sql.gz", "erp-mine.sql.gz", "erp-20200101-000000.sql.gz.part"]
    {
      try "x".write(toFile: "\(shop.folder)/\(old)", atomically: true, encoding: .utf8)
    }
    let made = try shop.stack.operate("backup", "--folder", shop.folder)
    #expect(made.status == 0, "\(made.errors)")
    #expect(shop.files.count == 2 && shop.files.contains("erp-mine.sql.gz"), "\(shop.files)")
    let file = try #require(shop.files.first)
    let mode = try FileManager.default.attributesOfItem(atPath: "\(shop.folder)/\(file)")
    #expect(mode[.posixPermissions] as? Int == 0o600)
    let listed = try shop.stack.operate("backup", "--list", "--json", "--folder", shop.folder)
    #expect(listed.output.contains("\"moment\":\"20") && listed.output.contains(file))
    #expect(!made.output.contains(" 0 B"), "\(made.output)")
    let rehearsed = try shop.stack.operate(
      "rehearse", "--folder", shop.folder, shop.folder + "/" + file)
    #expect(rehearsed.status == 0, "\(rehearsed.output) \(rehearsed.errors)")
    #expect(rehearsed.output.contains("books agree"))
    #expect(try !shop.hasDatabase("erp_rehearsal"))
  }

  @Test func aBackupHarmsNothingThatIsThere() throws {
    let shop = try BackupStack.get()
    let root = shop.stack.layout.root
    let mine = root + "/mine"
    try "mine".write(toFile: mine, atomically: true, encoding: .utf8)
    for path in [mine, root + "/nowhere/x.gz", root, "/dev/null"] {
      let made = try shop.stack.operate("backup", path)
      #expect(made.status == 1, "\(path)")
      #expect(
        made.output.isEmpty && made.errors.split(separator: "\n").count == 1, "\(made.errors)")
    }
    #expect(try String(contentsOfFile: mine, encoding: .utf8) == "mine")
    #expect(try shop.stack.operate("backup", mine, "--force").status == 0)
    #expect(try Command.run(["gzip", "-t", "-S", "", mine], input: "").status <= 2)
    #expect(try shop.stack.operate("backup", "--timeout", "0").status == 64)
    #expect(try shop.stack.operate("backup", "--list", mine).status == 64)
    let piped = try shop.stack.operate("backup", "-")
    #expect(piped.status == 0 && piped.errors.isEmpty, "\(piped.errors)")
    #expect(piped.output.utf8.first == 0x1F)
  }

  @Test func theHookIsToldTheFileAndItsFailureIsTold() throws {
    let shop = try BackupStack.get()
    let root = shop.stack.layout.root
    let (hook, heard, path) = (root + "/hook", root + "/heard", root + "/hooked.sql.gz")
    func run(_ script: String) throws -> Command.Result {
      try "#!/bin/sh\n\(script)\n".write(toFile: hook, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
      return try shop.stack.operate(
        ["backup", path, "--force"], environment: ["ERP_BACKUP_HOOK": hook])
    }
    #expect(try run("echo \"$1\" >\(heard)").status == 0)
    #expect(try String(contentsOfFile: heard, encoding: .utf8) == path + "\n")
    let failed = try run("exit 7")
    #expect(failed.status == 1 && failed.errors.contains("status 7"), "\(failed.errors)")
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test func aRehearsalFindsWhatIsWrong() throws {
    let shop = try BackupStack.get()
    try shop.stack.sql("UPDATE stock_balance SET on_hand = on_hand + 1 WHERE sku_id = \(shop.sku)")
    let wrong = try shop.backup()
    try shop.stack.sql("UPDATE stock_balance SET on_hand = on_hand - 1 WHERE sku_id = \(shop.sku)")
    let found = try shop.stack.operate("rehearse", wrong)
    #expect(found.status == 1 && found.output.contains("FAIL"), "\(found.output)")
    try Command.require(["truncate", "-s", "-100", wrong])
    let torn = try shop.stack.operate("rehearse", wrong)
    #expect(torn.status == 1 && torn.errors.contains("damaged"), "\(torn.errors)")
    #expect(try !shop.hasDatabase("erp_rehearsal"))
  }

  @Test func beforeAnUpgradeThatMigratesThereIsABackup() throws {
    let shop = try BackupStack.get()
    let migrations = shop.stack.layout.root + "/migrations"
    try Command.require(
      ["cp", "-r", shop.stack.installation.source + "/sql/migrations", migrations])
    let folder = shop.stack.layout.root + "/upgrades"
    func backup() throws -> Command.Result {
      try shop.stack.operate(
        "backup", "--before-upgrade", "--folder", folder, "--migrations", migrations)
    }
    #expect(try backup().status == 0)
    #expect(!FileManager.default.fileExists(atPath: folder))
    try "CREATE TABLE later (id INT NOT NULL, PRIMARY KEY (id));\n".write(
      toFile: migrations + "/9901_platform__later.sql", atomically: true, encoding: .utf8)
    let made = try backup()
    #expect(made.status == 0, "\(made.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(names == ["before-\(ProductVersion.text).sql.gz"])
  }
}
