import ArgumentParser
import FoundationEssentials
import Glibc
import MariaDBClient
import Processes

/// The machine around a swap of the tables: programs that stop for it and run again in any case.
struct RestoredMachine {
  let session: OperatorSession
  let starts: Bool

  private static let stopSeconds = 120
  private static let setupSeconds = 86_400
  private static let healthSeconds = 60

  /// Before anything is done.
  /// - Throws: `ExitCode` after saying why units cannot be stopped and started here
  static func check(_ session: OperatorSession) throws {
    guard Installation.isHere else {
      throw Terminal.failure(
        "the package is not installed here; --stores-only replaces the tables alone",
        "本机未安装软件包；--stores-only 仅替换数据表")
    }
    guard !session.database.options.isCluster else {
      throw Terminal.failure(
        "the database is a cluster, and other machines' programs would go on writing: stop all, "
          + "then --stores-only (/usr/share/erp/cluster/CLUSTER.md). Nothing was changed",
        "数据库是集群，其他机器上的程序会继续写入：请先全部停止，再用 --stores-only"
          + "（/usr/share/erp/cluster/CLUSTER.md）。未做任何更改")
    }
  }

  /// Nobody may end it half-way: not a Ctrl-C, not a lost terminal.
  /// - Throws: `ExitCode` after saying what failed and which data it is now
  func replace(_ swap: TableSwap) throws {
    let result = Signals.uninterrupted { () -> Result<Void, ExitCode> in
      do {
        try work(swap)
        return .success(())
      } catch {
        return .failure((error as? ExitCode) ?? ExitStatus.failed)
      }
    }
    try result.get()
  }

  private func work(_ swap: TableSwap) throws {
    do {
      Terminal.progress(Terminal.words("stopping the programs", "停止程序"))
      try stop()
      try swap.run()
    } catch {
      start()
      throw Terminal.failure(
        "nothing was replaced: \(error). The programs run again, with the data of before",
        "未替换任何数据：\(error)。程序已重新运行，数据与之前相同")
    }
    RedisRebuild.run(session)
    guard starts else { return }
    let setup = setUp()
    start()
    if let setup {
      throw Terminal.failure(
        "the data is the backup's, but erp-setup failed: \(setup). Mend that, then: erp-setup; "
          + "erp restart. Back to the data of before: the tables in \(TableSwap.before)",
        "数据已是备份的数据，但 erp-setup 失败：\(setup)。排除后执行 erp-setup 与 erp restart；"
          + "原有数据在 \(TableSwap.before)")
    }
    try waitUntilUp()
  }

  private func stop() throws(ProcessFault) {
    let units =
      ["erp.target"] + (try Installation.units("socket")) + (try Installation.units("service"))
    let result = try Installation.systemctl(["stop"] + units, seconds: Self.stopSeconds)
    guard result.status == 0 else { throw ProcessFault(result.errors) }
  }

  private func start() {
    let result = try? Installation.systemctl(["start", "erp.target"], seconds: Self.stopSeconds)
    if result?.status != 0 {
      Terminal.complain(
        Terminal.words(
          "erp.target does not start: systemctl status erp.target",
          "erp.target 无法启动：systemctl status erp.target"))
    }
  }

  /// Migrations that the backup has not had, and rights.
  /// - Returns: what went wrong
  private func setUp() -> String? {
    Terminal.progress(Terminal.words("erp-setup", "erp-setup"))
    let program = Installation.share.replacing("/share/erp", with: "/sbin/erp-setup")
    do throws(ProcessFault) {
      try Command.require([program], seconds: Self.setupSeconds)
      return nil
    } catch {
      return "\(error)"
    }
  }

  private func waitUntilUp() throws {
    let entrance = EntranceChecks.settled(within: Self.healthSeconds)
    if entrance.level == .ok { return }
    throw Terminal.failure(
      "the data is the backup's, but not all is up: \(entrance.english). See erp check",
      "数据已是备份的数据，但有部件未就绪：\(entrance.chinese)。见 erp check")
  }
}
